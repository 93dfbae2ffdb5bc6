// Every key there is. The listener, the footer, the help overlay and docs/keys.*.md are made from this table.
import type {Texts} from '../texts/texts.ts';

/**
 * Where a key works. A place with `alone` takes all keys while it is open; the others leave what they do not use to
 * `everywhere`. `always` works even while something is being typed. A higher `level` lies on top.
 */
export const places = {
	start: {level: 1, alone: false},
	walk: {level: 1, alone: false},
	survey: {level: 1, alone: false},
	findings: {level: 1, alone: false},
	hosts: {level: 1, alone: false},
	host: {level: 2, alone: false},
	values: {level: 1, alone: false},
	list: {level: 1, alone: false},
	query: {level: 3, alone: true},
	log: {level: 1, alone: false},
	report: {level: 1, alone: false},
	session: {level: 0, alone: false},
	everywhere: {level: 0, alone: false},
	always: {level: 9, alone: false},
	typing: {level: 3, alone: true},
	review: {level: 3, alone: true},
	editor: {level: 3, alone: true},
	confirm: {level: 3, alone: true},
	hand: {level: 3, alone: true},
	question: {level: 4, alone: true},
	leaving: {level: 5, alone: true},
	palette: {level: 4, alone: true},
	help: {level: 4, alone: true},
} as const satisfies Record<keyof Texts['places'], {level: number; alone: boolean}>;

export type Place = keyof typeof places;

type Binding = {readonly press: readonly [string, ...string[]]; readonly where: Place};

export const keys = {
	interrupt: {press: ['ctrl+c'], where: 'always'},
	suspend: {press: ['ctrl+z'], where: 'always'},

	up: {press: ['up', 'k'], where: 'start'},
	down: {press: ['down', 'j'], where: 'start'},
	choose: {press: ['return'], where: 'start'},
	leaveChoice: {press: ['escape'], where: 'start'},

	next: {press: ['return'], where: 'walk'},
	stage: {press: ['s'], where: 'walk'},
	all: {press: ['a'], where: 'walk'},
	again: {press: ['r'], where: 'walk'},
	stop: {press: ['c'], where: 'walk'},
	skip: {press: ['x'], where: 'walk'},
	mark: {press: ['m'], where: 'walk'},
	edit: {press: ['e'], where: 'walk'},
	undo: {press: ['u'], where: 'walk'},
	undoAll: {press: ['U'], where: 'walk'},
	copy: {press: ['y'], where: 'walk'},
	previousTask: {press: ['up', 'k'], where: 'walk'},
	nextTask: {press: ['down', 'j'], where: 'walk'},
	firstTask: {press: ['g', 'home'], where: 'walk'},
	lastTask: {press: ['G', 'end'], where: 'walk'},
	previousHost: {press: ['left', 'h', '['], where: 'walk'},
	nextHost: {press: ['right', 'l', ']'], where: 'walk'},
	pane: {press: ['tab'], where: 'walk'},
	output: {press: ['o'], where: 'walk'},
	scrollUp: {press: ['pageup', 'K'], where: 'walk'},
	scrollDown: {press: ['pagedown', 'J'], where: 'walk'},
	follow: {press: ['escape', 'f'], where: 'walk'},

	byHand: {press: ['b'], where: 'walk'},

	showWalk: {press: ['1'], where: 'session'},
	showSurvey: {press: ['2'], where: 'session'},
	showFindings: {press: ['3'], where: 'session'},
	showHosts: {press: ['4'], where: 'session'},
	showValues: {press: ['5'], where: 'session'},
	showLog: {press: ['6'], where: 'session'},
	takeNote: {press: ['n'], where: 'session'},
	showReport: {press: ['7'], where: 'session'},

	goToFix: {press: ['return'], where: 'survey'},
	askSurvey: {press: ['r'], where: 'survey'},
	onlyOpen: {press: ['o'], where: 'survey'},
	hostBefore: {press: ['left', 'h', '['], where: 'survey'},
	hostAfter: {press: ['right', 'l', ']'], where: 'survey'},

	cure: {press: ['return'], where: 'findings'},
	lookAgain: {press: ['r'], where: 'findings'},
	copyCure: {press: ['y'], where: 'findings'},
	readOn: {press: [' ', 'right', 'l'], where: 'findings'},
	readBack: {press: ['left', 'h'], where: 'findings'},
	openHost: {press: ['return'], where: 'hosts'},
	hostShell: {press: ['s'], where: 'hosts'},
	markHost: {press: [' '], where: 'hosts'},
	runHosts: {press: ['a'], where: 'hosts'},

	closeHost: {press: ['escape', 'return'], where: 'host'},
	shellHere: {press: ['s'], where: 'host'},
	otherHostBefore: {press: ['left', 'h', '['], where: 'host'},
	otherHostAfter: {press: ['right', 'l', ']'], where: 'host'},
	hostUp: {press: ['up', 'k', 'pageup', 'K'], where: 'host'},
	hostDown: {press: ['down', 'j', 'pagedown', 'J'], where: 'host'},

	copyValue: {press: ['y'], where: 'values'},
	renewValue: {press: ['r'], where: 'values'},

	goToTask: {press: ['return'], where: 'log'},
	saveLog: {press: ['w'], where: 'log'},

	rowUp: {press: ['up', 'k'], where: 'list'},
	rowDown: {press: ['down', 'j'], where: 'list'},
	firstRow: {press: ['g', 'home'], where: 'list'},
	lastRow: {press: ['G', 'end'], where: 'list'},
	pageUp: {press: ['pageup', 'K'], where: 'list'},
	pageDown: {press: ['pagedown', 'J'], where: 'list'},
	narrow: {press: ['/'], where: 'list'},
	leaveList: {press: ['escape'], where: 'list'},

	acceptQuery: {press: ['return', 'down'], where: 'query'},
	dropQuery: {press: ['escape'], where: 'query'},

	leaveReport: {press: ['escape', 'return'], where: 'report'},

	accept: {press: ['return'], where: 'typing'},
	cancel: {press: ['escape'], where: 'typing'},
	nextField: {press: ['tab', 'down'], where: 'typing'},
	previousField: {press: ['shift+tab', 'up'], where: 'typing'},

	writePlan: {press: ['return'], where: 'review'},
	changeAnswers: {press: ['escape'], where: 'review'},
	reviewDown: {press: ['down', 'j', 'pagedown'], where: 'review'},
	reviewUp: {press: ['up', 'k', 'pageup'], where: 'review'},

	save: {press: ['ctrl+s'], where: 'editor'},
	restore: {press: ['ctrl+r'], where: 'editor'},
	ownEditor: {press: ['ctrl+o'], where: 'editor'},
	discard: {press: ['escape'], where: 'editor'},

	yes: {press: ['y'], where: 'confirm'},
	no: {press: ['n', 'escape'], where: 'confirm'},
	more: {press: ['down', 'j', 'pagedown'], where: 'confirm'},
	less: {press: ['up', 'k', 'pageup'], where: 'confirm'},

	copySheet: {press: ['c'], where: 'hand'},
	writeSheet: {press: ['w'], where: 'hand'},
	takePaste: {press: ['return'], where: 'hand'},
	endedWell: {press: ['y'], where: 'hand'},
	endedBadly: {press: ['n'], where: 'hand'},
	neverRan: {press: ['x'], where: 'hand'},
	sheetDown: {press: ['down', 'j', 'pagedown'], where: 'hand'},
	sheetUp: {press: ['up', 'k', 'pageup'], where: 'hand'},
	sheetBack: {press: ['escape'], where: 'hand'},

	agree: {press: ['y'], where: 'question'},
	decline: {press: ['n', 'escape'], where: 'question'},

	leave: {press: ['q'], where: 'leaving'},
	letEnd: {press: ['c'], where: 'leaving'},
	abort: {press: ['a'], where: 'leaving'},
	stay: {press: ['escape'], where: 'leaving'},

	closeHelp: {press: ['escape', '?', 'q', 'return'], where: 'help'},
	moreHelp: {press: ['down', 'j', 'pagedown'], where: 'help'},
	lessHelp: {press: ['up', 'k', 'pageup'], where: 'help'},

	choosePalette: {press: ['return'], where: 'palette'},
	paletteUp: {press: ['up', 'ctrl+p'], where: 'palette'},
	paletteDown: {press: ['down', 'ctrl+n'], where: 'palette'},
	palettePageUp: {press: ['pageup'], where: 'palette'},
	palettePageDown: {press: ['pagedown'], where: 'palette'},
	closePalette: {press: ['escape'], where: 'palette'},

	palette: {press: [':', 'ctrl+k'], where: 'everywhere'},
	help: {press: ['?'], where: 'everywhere'},
	startScreen: {press: ['S'], where: 'everywhere'},
	language: {press: ['L'], where: 'everywhere'},
	theme: {press: ['T'], where: 'everywhere'},
	mouse: {press: ['M'], where: 'everywhere'},
	quit: {press: ['q'], where: 'everywhere'},
} as const satisfies Record<keyof Texts['keys'], Binding>;

export type Action = keyof typeof keys;

/** The actions of one place. */
export type ActionOf<Where extends Place> = {
	[Name in Action]: (typeof keys)[Name]['where'] extends Where ? Name : never;
}[Action];

const actions = Object.entries(keys) as unknown as readonly (readonly [Action, Binding])[];

export const actionsIn = (place: Place): readonly Action[] =>
	actions.filter(([, {where}]) => where === place).map(([action]) => action);

export const actionFor = (place: Place, press: string): Action | undefined =>
	actions.find(([, binding]) => binding.where === place && binding.press.includes(press))?.[0];

/** How a key is written for people. Words such as Enter are what stands on keyboards, in every language. */
const names: Readonly<Record<string, string>> = {
	return: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	'shift+tab': 'Shift+Tab',
	// In words: arrows are characters of ambiguous width.
	up: 'Up',
	down: 'Down',
	left: 'Left',
	right: 'Right',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	' ': 'Space',
	home: 'Home',
	end: 'End',
};

export const nameOf = (press: string): string =>
	names[press] ?? press.replace(/^ctrl\+(.)$/, (_, letter: string) => `Ctrl+${letter.toUpperCase()}`);

/** The first key of an action, for the footer; all of them, for help. */
export const keyOf = (action: Action): string => nameOf(keys[action].press[0]);
export const keysOf = (action: Action): string => keys[action].press.map(nameOf).join(' ');
