import {noCauses, withDiagnosis, type Causes} from './causes.ts';
import type {Host} from './given.ts';
import type {Closing, Diagnosis, EngineEvent, Status} from './event.ts';
import {answeredIn, askedIn, type Looking} from './looking.ts';
import type {Holder} from './lease.ts';
import {addRan, type Ran} from './ran.ts';
import {addPrinted, printedOf, type Printed} from './printed.ts';

/** One task on one host. Times are milliseconds since 1970. */
export type Row = {
	readonly status: Status;
	/** When the status began. */
	readonly since: number;
	/** How often a job was started; its number is part of the job's id. 0: never. */
	readonly attempt: number;
	readonly started?: number;
	readonly ended?: number;
	readonly exit?: number;
	readonly note?: string;
	readonly edited?: string;
	readonly byHand?: true;
	/** This session did it: only such rows are taken back. */
	readonly ours?: true;
	/** A job was started and its end was not seen: the next run of it asks for the same attempt again. */
	readonly open?: true;
	/** How often a job that takes it back was started; its number is part of that job's id. */
	readonly undo?: number;
	/** Such a job was started and its end was not seen. */
	readonly undoing?: true;
};

export type CapturedValue = {
	readonly task: string;
	readonly host: string;
	readonly at: number;
	/** Left out when secret. */
	readonly value?: string;
	readonly expires?: number;
};

/** `by` an operator, about a task or a host when it was typed there; else the program's own. */
export type Note = {
	readonly at: number;
	readonly text: string;
	readonly by?: string;
	readonly task?: string;
	readonly host?: string;
};

export type Told = {readonly word: string; readonly at: number};

export type State = {
	readonly session: string;
	readonly book: string;
	readonly hosts: readonly Host[];
	readonly opened: number;
	/** Host name -> fact -> what the host said. */
	readonly facts: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** Host name -> badge -> the word that an answer told, and since when it is that one. */
	readonly badges: Readonly<Record<string, Readonly<Record<string, Told>>>>;
	/** Task id -> host name -> row. A pair that is not there is pending. */
	readonly rows: Readonly<Record<string, Readonly<Record<string, Row>>>>;
	/** Task id -> host name -> every start of its job, oldest first. */
	readonly ran: Readonly<Record<string, Readonly<Record<string, readonly Ran[]>>>>;
	/** Name -> host name -> value. */
	readonly captured: Readonly<Record<string, Readonly<Record<string, CapturedValue>>>>;
	/** The last output, oldest first. */
	readonly output: readonly Printed[];
	readonly notes: readonly Note[];
	/** What was found to be wrong when it was last looked for. */
	readonly diagnosis?: Diagnosis;
	readonly causes: Causes;
	/** It is being looked for. */
	readonly looking?: Looking;
	/** Another session was found to have the hosts, and has not been seen to let go. */
	readonly holder?: Holder;
	/** Set once the session is closed; a run that ends without closing leaves it undefined. */
	readonly outcome?: Closing;
};

export const initialState: State = {
	session: '',
	book: '',
	hosts: [],
	opened: 0,
	rows: {},
	ran: {},
	captured: {},
	facts: {},
	badges: {},
	output: [],
	notes: [],
	causes: noCauses,
};

const pending: Row = {status: 'pending', since: 0, attempt: 0};

export const rowOf = (state: State, task: string, host: string): Row => state.rows[task]?.[host] ?? pending;

export const isWorking = (status: Status): boolean =>
	status === 'checking' || status === 'running' || status === 'verifying' || status === 'undoing';

/** What is found as an earlier run left it ended then, however much later it is asked. */
const endOf = (row: Row, {status, at}: Extract<EngineEvent, {type: 'task'}>): number | undefined => {
	if (status === 'checking') return row.ended;
	if (isWorking(status)) return undefined;
	return status === 'done' && row.status === 'checking' ? (row.ended ?? at) : at;
};

const afterTask = (row: Row, event: Extract<EngineEvent, {type: 'task'}>): Row => {
	const {status, at, note, exit, byHand} = event;
	// An exit code says that the end was seen.
	const isUnseen = isWorking(status) || (status === 'cancelled' && exit === undefined) || status === 'unreachable';
	const open = status === 'running' || (row.open && isUnseen);
	const undoing = status === 'undoing' || (row.undoing && isUnseen);
	const undo = event.undo ?? row.undo;
	const started = status === 'running' ? at : row.started;
	const ended = endOf(row, event);
	const ours = status === 'done' || (row.ours && status !== 'undone');
	return {
		status,
		since: at,
		attempt: event.attempt ?? row.attempt,
		...(started !== undefined && {started}),
		...(ended !== undefined && {ended}),
		...(exit !== undefined && {exit}),
		...(note !== undefined && {note}),
		...(row.edited !== undefined && {edited: row.edited}),
		...(byHand && {byHand}),
		...(ours && {ours: true as const}),
		...(open && {open: true as const}),
		...(undo !== undefined && {undo}),
		...(undoing && {undoing: true as const}),
	};
};

/** A process that goes on with a session knows nothing of what was under way: it asks. */
const whatIsKnown = (row: Row): Row => (isWorking(row.status) ? {...row, status: 'cancelled'} : row);

const mapRows = (rows: State['rows'], change: (row: Row) => Row): State['rows'] =>
	Object.fromEntries(
		Object.entries(rows).map(([task, hosts]) => [
			task,
			Object.fromEntries(Object.entries(hosts).map(([host, row]) => [host, change(row)])),
		]),
	);

const withOutput = (state: State, event: Extract<EngineEvent, {type: 'output'}>): State => {
	const {type: _, ...piece} = event;
	return {...state, output: addPrinted(state.output, printedOf(piece))};
};

type Table<Value> = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** A table with one value more. */
type Put = <Value>(table: Table<Value>, task: string, host: string, value: Value) => Table<Value>;

const copied: Put = (table, task, host, value) => ({...table, [task]: {...table[task], [host]: value}});

/** For tables that nobody else has yet: a journal of 200 hosts is a hundred thousand copies of them. */
const inPlace: Put = <Value>(table: Table<Value>, task: string, host: string, value: Value): Table<Value> => {
	const own = table as Record<string, Record<string, Value>>;
	(own[task] ??= {})[host] = value;
	return own;
};

export const reduce = (state: State, event: EngineEvent): State => reduceWith(copied, state, event);

/** What events come to, one after another: the same as `reduce` for each of them, without a copy for each. */
export const foldEvents = (events: Iterable<EngineEvent>): State => {
	let state: State = {...initialState, rows: {}, ran: {}};
	for (const event of events) state = reduceWith(inPlace, state, event);
	return state;
};

const reduceWith = (put: Put, state: State, event: EngineEvent): State => {
	switch (event.type) {
		case 'session-opened': {
			const {session, book, hosts} = event;
			const {outcome: _, holder: __, looking: ___, ...rest} = state;
			return event.resumed
				? {...rest, hosts, rows: mapRows(state.rows, whatIsKnown)}
				: {...initialState, rows: {}, ran: {}, session, book, hosts, opened: event.at};
		}
		case 'task': {
			const row = afterTask(rowOf(state, event.task, event.host), event);
			const rows = put(state.rows, event.task, event.host, row);
			const before = state.ran[event.task]?.[event.host] ?? [];
			const ran = addRan(before, event);
			if (ran === before) return {...state, rows};
			return {...state, rows, ran: put(state.ran, event.task, event.host, ran)};
		}
		case 'edited': {
			const {edited: _, ...row} = rowOf(state, event.task, event.host);
			const edited = event.script === undefined ? row : {...row, edited: event.script};
			return {...state, rows: put(state.rows, event.task, event.host, edited)};
		}
		case 'output':
			return withOutput(state, event);
		case 'captured': {
			const {type: _, name, ...value} = event;
			return {...state, captured: {...state.captured, [name]: {...state.captured[name], [event.host]: value}}};
		}
		case 'fact': {
			const {host, name, value} = event;
			return {...state, facts: {...state.facts, [host]: {...state.facts[host], [name]: value}}};
		}
		case 'badge': {
			const {host, badge, word, at} = event;
			return {...state, badges: {...state.badges, [host]: {...state.badges[host], [badge]: {word, at}}}};
		}
		case 'lease': {
			const {holder: _, ...rest} = state;
			return event.holder ? {...rest, holder: event.holder} : rest;
		}
		case 'asking':
			return {...state, looking: askedIn(state.looking, event)};
		case 'answered':
			return state.looking ? {...state, looking: answeredIn(state.looking, event)} : state;
		case 'diagnosis': {
			const {type: _, ...diagnosis} = event;
			const {looking: __, ...rest} = state;
			return {...rest, diagnosis, causes: withDiagnosis(state.causes, event)};
		}
		case 'note': {
			const {type: _, ...note} = event;
			return {...state, notes: [...state.notes, note]};
		}
		case 'session-closed':
			return {...state, outcome: event.outcome};
	}
};
