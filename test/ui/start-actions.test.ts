import {expect, test} from 'vitest';
import {textsOf} from '../../source/texts/texts.ts';
import type {Doors} from '../../source/ui/doors.ts';
import {createHolder} from '../../source/ui/holder.ts';
import {reduceShell, shellOf} from '../../source/ui/shell.ts';
import {begin, choose, leaveSession, lookAround, openPath} from '../../source/ui/start-actions.ts';
import {initialStart, reduceStart} from '../../source/ui/start-state.ts';
import {createFakeWorld} from '../helpers/fake-world.ts';
import {walkBook} from '../helpers/walk-book.ts';
import {openBook, uiWith} from '../helpers/walking.tsx';

const open = (doors: Partial<Doors>) => {
	const ui = uiWith(createHolder(reduceShell, shellOf('en')), doors);
	return {ui, start: createHolder(reduceStart, initialStart)};
};

test('What a door opens is shown', async () => {
	const {ui, start} = open({rehearse: async () => openBook(createFakeWorld())});
	await choose(ui, start, {kind: 'rehearse', key: 'rehearse'});

	expect(ui.shell.get().session?.name).toBe('demo');
});

test('Every problem of a plan is kept, and so is what a door throws', async () => {
	const problems = ['cluster.yaml:3: two hosts have the address 10.0.0.1.', 'cluster.yaml:9: no such version.'];
	const {ui, start} = open({
		openPlan: async () => ({problems}),
		resume: async () => {
			throw new Error('Another process holds the session.');
		},
	});
	await openPath(ui, start, ' cluster.yaml ');
	expect(start.get()).toMatchObject({problems, opening: false});

	const session = {id: 's1', name: 'demo', simulated: false, finished: 0, total: 1, at: 0};
	await choose(ui, start, {kind: 'resume', key: 'resume s1', session});
	expect(start.get().problems).toEqual(['Another process holds the session.']);
});

test('Nothing is opened twice at once', async () => {
	let opened = 0;
	const {ui, start} = open({
		rehearse: async () => {
			opened++;
			return openBook(createFakeWorld());
		},
	});
	await Promise.all([
		choose(ui, start, {kind: 'rehearse', key: 'rehearse'}),
		choose(ui, start, {kind: 'rehearse', key: 'rehearse'}),
	]);

	expect(opened).toBe(1);
});

test('A door’s question waits on the screen for its answer', async () => {
	const {ui, start} = open({
		openPlan: async (_, ask) => ({
			problems: [String(await ask({kind: 'confirm', title: 'Host key', lines: []}))],
		}),
	});
	const opening = openPath(ui, start, 'cluster.yaml');
	ui.shell.get().asked[0]?.answer('yes');
	await opening;

	expect(start.get().problems).toEqual(['yes']);
});

test('Sessions and plans are looked for; a disk that cannot be read is said', async () => {
	const {ui, start} = open({plans: async () => ['cluster.yaml']});
	await lookAround(ui, start);
	expect(start.get().plans).toEqual(['cluster.yaml']);

	const broken = open({sessions: () => Promise.reject(new Error('The state directory cannot be read.'))});
	await lookAround(broken.ui, broken.start);
	expect(broken.start.get().problems).toEqual(['The state directory cannot be read.']);
});

const found = {id: 's1', name: 'demo', simulated: true, finished: 1, total: 5, at: 0};

test('The last session is gone on with at once, if one is open', async () => {
	const resumed: string[] = [];
	const resume = async (id: string) => {
		resumed.push(id);
		return openBook(createFakeWorld());
	};
	const {ui, start} = open({sessions: async () => [found, {...found, id: 's0'}], resume});
	await begin(ui, start);

	expect(resumed).toEqual(['s1']);
	expect(ui.shell.get().session?.name).toBe('demo');
});

test('A last session whose simulated hosts are gone makes room for a new rehearsal, which says so', async () => {
	const {ui, start} = open({
		sessions: async () => [{...found, hostsGone: true}],
		rehearse: async () => openBook(createFakeWorld()),
	});
	await begin(ui, start);

	expect(ui.shell.get().session?.walk.get().message?.say(textsOf('en'))).toBe(
		'The simulated hosts of session s1 are of another version of kubewalk and gone: a new rehearsal has fresh ones.',
	);
});

test('With no session open, the start screen waits for a choice', async () => {
	const {ui, start} = open({});
	await begin(ui, start);

	expect(ui.shell.get().session).toBeUndefined();
	expect(start.get()).toMatchObject({cursor: 'rehearse', opening: false});
});

test('Back on the start screen, the session that was left is offered again', async () => {
	const ends: boolean[] = [];
	const opened = {...openBook(createFakeWorld()), leave: async (finished: boolean) => void ends.push(finished)};
	const {ui, start} = open({sessions: async () => (ends.length > 0 ? [found] : []), rehearse: async () => opened});
	await choose(ui, start, {kind: 'rehearse', key: 'rehearse'});
	await leaveSession(ui, start);

	expect(ends).toEqual([false]);
	expect(ui.shell.get().session).toBeUndefined();
	expect(start.get().sessions).toEqual([found]);
});

test('A plan is opened to be walked or to be troubleshot, whichever was asked for', async () => {
	const asked: string[] = [];
	const {ui, start} = open({
		openPlan: async path => ({problems: [`walk ${path}`]}),
		troubleshoot: async path => {
			asked.push(path ?? 'lab');
			return {problems: []};
		},
	});
	await choose(ui, start, {kind: 'broken', key: 'broken'});
	expect(start.get().mode).toBe('broken');
	await choose(ui, start, {kind: 'troubleshoot-path', key: 'troubleshoot-path'});
	await openPath(ui, start, 'mine.yaml');
	await choose(ui, start, {kind: 'troubleshoot', key: 'troubleshoot'});
	expect(asked).toEqual(['mine.yaml', 'lab']);

	await choose(ui, start, {kind: 'path', key: 'path'});
	await openPath(ui, start, 'mine.yaml');
	expect(start.get().problems).toEqual(['walk mine.yaml']);
});

test('A session that is about what is wrong looks as soon as it is open', async () => {
	let looked = 0;
	const doctor = {look: async () => void looked++, cure: async () => 'done' as const};
	const nothing = {...walkBook, stages: []};
	const {ui, start} = open({troubleshoot: async () => ({...openBook(createFakeWorld(), nothing), doctor})});
	await choose(ui, start, {kind: 'troubleshoot', key: 'troubleshoot'});

	expect(ui.shell.get().session?.home).toBe('findings');
	expect(looked).toBe(1);
});
