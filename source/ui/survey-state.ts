// What the survey screen knows: every check's answer on every host, as they were when they were asked.
import type {Surveyed} from '../engine/engine.ts';
import type {Entry} from './progress.ts';

export type SurveyState = {
	/** Answers so far; left out: nobody has asked. */
	readonly cells?: readonly Surveyed[];
	/** When they were asked (ms since 1970), and how long that took (ms). */
	readonly at?: number;
	readonly took?: number;
	/** The hosts are being asked since then. */
	readonly asking?: number;
	/** The selected column; left out: the first host where the selected row is not so. */
	readonly host?: string;
	/** Only rows that are not so everywhere. */
	readonly onlyOpen: boolean;
};

export type SurveyChange =
	| {readonly type: 'asked'; readonly at: number}
	| {readonly type: 'answered'; readonly cells: readonly Surveyed[]; readonly at: number}
	| {readonly type: 'gave-up'}
	| {readonly type: 'host-chosen'; readonly host: string}
	| {readonly type: 'open-only'; readonly only: boolean};

export const initialSurvey: SurveyState = {onlyOpen: false};

export const reduceSurvey = (survey: SurveyState, change: SurveyChange): SurveyState => {
	const {asking, ...rest} = survey;
	switch (change.type) {
		case 'asked':
			return {...survey, asking: change.at};
		case 'answered':
			return {...rest, cells: change.cells, at: change.at, took: change.at - (asking ?? change.at)};
		case 'gave-up':
			return rest;
		case 'host-chosen':
			return {...survey, host: change.host};
		case 'open-only':
			return {...survey, onlyOpen: change.only};
	}
};

/** A check with its answers, host by host. */
export type SurveyRow = {readonly entry: Entry; readonly cells: ReadonlyMap<string, Surveyed>};

const isOpen = ({cells}: SurveyRow): boolean => [...cells.values()].some(({answer}) => answer !== 'yes');

export const surveyRows = ({cells = [], onlyOpen}: SurveyState, entries: readonly Entry[]): readonly SurveyRow[] => {
	const byTask = Map.groupBy(cells, ({task}) => task);
	const rows = entries.flatMap((entry): readonly SurveyRow[] => {
		const own = byTask.get(entry.task.id);
		return own ? [{entry, cells: new Map(own.map(cell => [cell.host, cell]))}] : [];
	});
	return onlyOpen ? rows.filter(isOpen) : rows;
};

/** The chosen host if the check was asked there, else the first that is not so, else the first. */
export const cellOf = ({cells}: SurveyRow, host: string | undefined): Surveyed | undefined => {
	const all = [...cells.values()];
	return (host === undefined ? undefined : cells.get(host)) ?? all.find(({answer}) => answer !== 'yes') ?? all[0];
};

export const countAnswers = (cells: readonly Surveyed[]): Readonly<Record<Surveyed['answer'], number>> => {
	const counts = {yes: 0, no: 0, unknown: 0};
	for (const {answer} of cells) counts[answer] += 1;
	return counts;
};
