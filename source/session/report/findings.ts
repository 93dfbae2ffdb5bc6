// What a session found to be wrong, and the remedies it ran: both are told by its diagnoses.
import {cureId} from '../../engine/diagnose/tell.ts';
import type {EngineEvent} from '../../engine/event.ts';
import {textsOf, type Language} from '../../texts/texts.ts';

export type FoundCause = {
	readonly id: string;
	/** When it was found first. */
	readonly at: number;
	readonly title: string;
	readonly confidence: string;
	readonly hosts: readonly string[];
	readonly meaning: string;
	/** `host# command`, then what it printed. */
	readonly evidence: readonly string[];
	/** It was not found any more when it was last looked for. */
	readonly gone?: true;
};

export type CureTask = {
	readonly stage: string;
	readonly id: string;
	readonly title: string;
	/** As it was shown, for the host it was shown for. */
	readonly host: string;
	readonly command?: string;
};

type Diagnosis = Extract<EngineEvent, {type: 'diagnosis'}>;

const diagnosesIn = (events: readonly EngineEvent[]): readonly Diagnosis[] =>
	events.filter(event => event.type === 'diagnosis');

export const causesOf = (events: readonly EngineEvent[], language: Language): readonly FoundCause[] => {
	const words = textsOf(language).diagnose;
	const diagnoses = diagnosesIn(events);
	const last = new Set(diagnoses.at(-1)?.found.map(({id}) => id));
	const causes = new Map<string, FoundCause>();
	for (const {at, found} of diagnoses)
		for (const {id, title, confidence, hosts, meaning, evidence} of found) {
			if (confidence === 'possible' || causes.has(id)) continue;
			causes.set(id, {
				id,
				at,
				title: title[language],
				confidence: words[confidence],
				hosts: hosts.filter(host => host !== ''),
				meaning: meaning[language],
				evidence: evidence.flatMap(({host, command, lines}) => [
					`${host}# ${command.split('\n')[0]}`,
					...lines,
				]),
				...(!last.has(id) && {gone: true}),
			});
		}
	return [...causes.values()];
};

export const curesOf = (events: readonly EngineEvent[], language: Language): readonly CureTask[] => {
	const cures = new Map<string, CureTask>();
	for (const {found} of diagnosesIn(events))
		for (const told of found)
			for (const {id, title, host, commands} of told.remedies) {
				const task = cureId(told.id, id);
				if (cures.has(task)) continue;
				cures.set(task, {
					stage: told.title[language],
					id: task,
					title: title[language],
					host,
					...(commands !== undefined && {command: commands}),
				});
			}
	return [...cures.values()];
};
