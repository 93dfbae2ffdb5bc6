import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Host} from '../../engine/given.ts';
import {Header} from '../components/header.tsx';
import {Hints} from '../components/hints.tsx';
import {HostDetail} from '../components/host-detail.tsx';
import {HostLine, HostTitles} from '../components/host-line.tsx';
import {List, ListFooter} from '../components/list.tsx';
import {Rule} from '../components/rule.tsx';
import {StatusLine} from '../components/status-line.tsx';
import {Topology} from '../components/topology.tsx';
import {useProgress, useSession, useSize, useStore, useTexts} from '../context.ts';
import {useHolder} from '../holder.ts';
import {openShell, runOnHosts} from '../hosts-actions.ts';
import {entriesOn} from '../hosts.ts';
import {workingOf, type Entry} from '../progress.ts';
import {useEntries} from '../use-entries.ts';
import {useKeys} from '../use-keys.ts';
import {useList} from '../use-list.ts';
import {useMouse, useSuspend} from '../use-mouse.ts';

/** Header and tabs, the columns' titles, two rules, the status line, two lines of keys. */
const around = 8;

type Props = {readonly entries: readonly Entry[]};

const useShell = (): ((host: string) => void) => {
	const session = useSession();
	const suspend = useSuspend();
	return host => void openShell(session, host, suspend);
};

/** One host in place of the list. */
const OneHost = ({host, entries}: Props & {readonly host: Host}): ReactNode => {
	const session = useSession();
	const state = useProgress();
	const {rows} = useSize();
	const scroll = useHolder(session.hosts, ({scroll}) => scroll);
	const shell = useShell();
	const own = entriesOn(entries, host.name);
	const step = (by: number) => (): void =>
		session.hosts.send({type: 'scrolled', by, most: Math.max(0, own.length - 3)});
	const box = useMouse({wheel: lines => step(lines)()});
	const other = (by: number) => (): void => {
		const all = state.hosts;
		const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(host) + by))];
		if (!next) return;
		session.hosts.send({type: 'opened', host: next.name});
		session.lists.hosts.send({type: 'moved', to: next.name});
	};
	useKeys('host', {
		closeHost: () => session.hosts.send({type: 'closed'}),
		shellHere: () => shell(host.name),
		otherHostBefore: other(-1),
		otherHostAfter: other(1),
		hostUp: step(-3),
		hostDown: step(3),
	});
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			<Box ref={box} flexDirection="column" flexShrink={0}>
				<HostDetail host={host} entries={own} scroll={scroll} height={rows - 5} />
			</Box>
			<Rule />
			<StatusLine entry={workingOf(state, entries)[0]} />
			<Hints actions={['closeHost', 'shellHere', 'otherHostAfter', 'hostDown', 'help', 'quit']} />
		</Box>
	);
};

const AllHosts = ({entries}: Props): ReactNode => {
	const session = useSession();
	const texts = useTexts();
	const state = useProgress();
	const hosts = useStore(({hosts}) => hosts);
	const {columns: width, rows: height} = useSize();
	const marked = useHolder(session.hosts, ({marked}) => marked);
	const shell = useShell();
	const picture = Math.min(
		height - around - Math.min(5, hosts.length),
		Math.max(8, Math.floor((height - around) / 2)),
	);
	const room = Math.max(1, height - around - picture);
	const listed = useList('hosts', hosts, {
		keyOf: ({name}) => name,
		textOf: ({name, address, role}) => `${name} ${address} ${role} ${texts.hosts.roles(role)}`,
		page: room,
	});
	const {selected} = listed;
	useKeys('hosts', {
		openHost: () => selected && session.hosts.send({type: 'opened', host: selected.name}),
		hostShell: () => selected && shell(selected.name),
		markHost: () => selected && session.hosts.send({type: 'marked', host: selected.name}),
		runHosts: () => selected && void runOnHosts(session, selected.name),
	});
	const draw = (host: Host, here: boolean): ReactNode => (
		<HostLine host={host} entries={entries} here={here} marked={marked.includes(host.name)} columns={width} />
	);
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Header />
			<HostTitles marked={marked.length} columns={width} />
			<List listed={listed} height={room} keyOf={({name}) => name} draw={draw} empty="" open="openHost" />
			<Rule />
			<Topology width={width} height={picture} />
			<Rule />
			<StatusLine entry={workingOf(state, entries)[0]} />
			<ListFooter listed={listed} actions={['openHost', 'hostShell', 'markHost', 'runHosts']} />
		</Box>
	);
};

/** Every host of the plan: where, what, how it answers, how far it is; below, how they belong together. */
export const Hosts = (): ReactNode => {
	const session = useSession();
	const entries = useEntries();
	const open = useHolder(session.hosts, ({open}) => open);
	const host = useStore(({hosts}) => hosts.find(({name}) => name === open));
	return host ? <OneHost host={host} entries={entries} /> : <AllHosts entries={entries} />;
};
