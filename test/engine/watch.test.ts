import {expect, test} from 'vitest';
import {createStore} from '../../source/engine/store.ts';
import {createWatcher} from '../../source/engine/watch.ts';
import {bookOf, createFakeClock, createFakeWorld, making, openEngine, threeHosts} from '../helpers/fake-world.ts';

const book = bookOf(making('a', {usually: 1}));

test('A watcher reads what the other process does, and changes neither the session nor a host', async () => {
	const {engine, events} = openEngine(book, createFakeWorld());
	await engine.start();
	const store = createStore(tell => tell());
	const clock = createFakeClock();
	const watcher = createWatcher({book, hosts: threeHosts, settings: {}, store, clock});
	events.forEach(store.emit);
	const seen = store.getState();

	expect(seen.rows['a']?.['m1']?.status).toBe('done');
	expect(watcher.preview('a', 'm1').script).toBe('make a');
	expect(watcher.isRunning()).toBe(false);
	expect([await watcher.start(), await watcher.undo(), await watcher.takeOver()]).toEqual(['held', 'held', 'held']);
	expect(await watcher.markDone('a', 'm1')).toBe(false);
	expect(await watcher.renew('token')).toBe('Another process has this session.');
	watcher.skip(['a'], 'no');
	watcher.edit('a', 'm1', 'rm -rf /');
	watcher.stop();
	watcher.abort();
	await watcher.close('done');
	expect(await watcher.survey()).toEqual([]);
	expect(store.getState()).toBe(seen);
});

test('It knows how long the other’s command has been running, and when that last printed something', () => {
	const store = createStore(tell => tell());
	const clock = createFakeClock();
	const watcher = createWatcher({book, hosts: threeHosts, settings: {}, store, clock});
	const at = clock.now();
	store.emit({type: 'task', at: at - 5000, task: 'a', host: 'm1', status: 'running', attempt: 1});
	store.emit({type: 'output', at: at - 2000, task: 'a', host: 'm1', stream: 'stdout', text: 'x\n'});

	expect(watcher.stallOf('a', 'm1')).toEqual({elapsed: 5, usually: 1, lastOutput: at - 2000});
});
