import {expect, test} from 'vitest';
import {createStore} from '../../source/engine/store.ts';

test('Watchers are told once per frame, however much happens in it', () => {
	const frames: (() => void)[] = [];
	const store = createStore(tell => frames.push(tell));
	let told = 0;
	store.subscribe(() => (told += 1));

	store.emit({type: 'note', at: 1, text: 'one'});
	store.emit({type: 'note', at: 2, text: 'two'});
	expect(frames).toHaveLength(1);
	frames.shift()!();
	expect(told).toBe(1);

	store.emit({type: 'note', at: 3, text: 'three'});
	frames.shift()!();
	expect(told).toBe(2);
});

test('Listeners get every event at once, after the state knows it', () => {
	const store = createStore(() => undefined);
	const seen: string[] = [];
	store.listen(event => seen.push(`${event.type} ${store.getState().notes.length}`));

	store.emit({type: 'note', at: 1, text: 'one'});

	expect(seen).toEqual(['note 1']);
});

test('A listener that left is not told', () => {
	const store = createStore(tell => tell());
	let told = 0;
	const leave = [store.listen(() => (told += 1)), store.subscribe(() => (told += 1))];
	for (const go of leave) go();

	store.emit({type: 'note', at: 1, text: 'one'});

	expect(told).toBe(0);
});
