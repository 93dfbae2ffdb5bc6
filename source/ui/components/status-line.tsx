import {Box} from 'ink';
import {useEffect, type ReactNode} from 'react';
import {rowOf, type State} from '../../engine/state.ts';
import type {Texts} from '../../texts/texts.ts';
import {useLanguage, useProgress, useSession, useTexts, useWalk} from '../context.ts';
import {duration} from '../duration.ts';
import {suspect} from '../findings-actions.ts';
import {useHolder} from '../holder.ts';
import {plain} from '../plain.ts';
import {statusOf, statusOn, workingHosts, type Entry} from '../progress.ts';
import {marks} from '../theme.ts';
import {useNow} from '../use-now.ts';
import {Say} from './say.tsx';

/** Seconds after which a command that has no usual time counts as slow. */
const patience = 60;
/** Milliseconds without output that are worth a word. */
const quiet = 5000;

/** Goes by the state in which it runs: a newer one may know that it has ended. How long it has been running, how long it usually takes, and what it waits for when it takes longer. */
const Running = ({entry, state}: {readonly entry: Entry; readonly state: State}): ReactNode => {
	const session = useSession();
	const {engine} = session;
	const texts = useTexts();
	const language = useLanguage();
	const now = useNow();
	const {walk} = texts;
	const hosts = workingHosts(state, entry);
	const host = hosts.find(name => statusOn(state, entry, name) === 'running') ?? hosts[0]!;
	const row = rowOf(state, entry.task.id, host);
	const began = row.status === 'running' ? (row.started ?? row.since) : row.since;
	const stall = engine.stallOf(entry.task.id, host);
	const slow = stall !== undefined && stall.elapsed > (stall.usually || patience);
	const silent = stall === undefined ? 0 : now - stall.lastOutput;
	useEffect(() => {
		if (slow) void suspect(session, entry.task.id, host, now);
	}, [slow, now, session, entry, host]);
	const suspicion = useHolder(session.findings, ({suspicion}) => suspicion);
	const likely = suspicion?.task === entry.task.id && suspicion.host === host ? suspicion.title : undefined;
	const time = duration(now - began, walk.second);
	const parts = [
		row.status === 'running' || row.status === 'undoing' ? walk.running(time) : walk.checking(time),
		...(entry.task.usually === undefined ? [] : [walk.usually(duration(entry.task.usually * 1000, walk.second))]),
		...(slow && likely ? [walk.likely(likely[language])] : []),
		...(silent > quiet ? [walk.silent(duration(silent, walk.second))] : []),
		...(entry.task.waitingFor ? [walk.waitingFor(entry.task.waitingFor[language])] : []),
	];
	return (
		<Say tone={slow ? 'warn' : 'busy'}>
			<Say heard="">{marks.running.sign} </Say>
			{parts.join(' · ')}
		</Say>
	);
};

/** The sentence of the first host in trouble. */
const troubleOf = (state: State, entry: Entry, texts: Texts): string => {
	const host = entry.hosts.find(name => ['failed', 'unreachable'].includes(statusOn(state, entry, name)));
	if (host === undefined) return '';
	const note = rowOf(state, entry.task.id, host).note;
	const sentence = plain(note?.split('\n')[0] ?? texts.walk.failedPlain);
	return sentence.startsWith(host) ? sentence : texts.walk.failed(host, sentence);
};

type Props = {
	/** The task that runs, else the selected one. */
	readonly entry: Entry | undefined;
};

/** One line: the answer to the last key, else what runs, else what went wrong. */
export const StatusLine = ({entry}: Props): ReactNode => {
	const texts = useTexts();
	const state = useProgress();
	const message = useWalk(walk => walk.message);
	const stopping = useWalk(walk => walk.stopping);
	const status = entry ? statusOf(state, entry) : 'pending';
	const draw = (): ReactNode => {
		if (message) return <Say tone={message.tone}>{plain(message.say(texts))}</Say>;
		if (stopping) return <Say tone="warn">{texts.walk.stopping}</Say>;
		if (entry && workingHosts(state, entry).length > 0) return <Running entry={entry} state={state} />;
		if (entry && (status === 'failed' || status === 'unreachable'))
			return <Say tone="bad">{troubleOf(state, entry, texts)}</Say>;
		const note = state.notes.at(-1);
		return <Say tone="quiet">{note ? plain(note.text) : ' '}</Say>;
	};
	return (
		<Box height={1} flexShrink={0} overflow="hidden">
			{draw()}
		</Box>
	);
};
