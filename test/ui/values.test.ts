import {expect, test} from 'vitest';
import {entriesOf} from '../../source/ui/progress.ts';
import {keyOfValue, valueRows} from '../../source/ui/values.ts';
import {createFakeWorld, openEngine} from '../helpers/fake-world.ts';
import {fiveHosts, severalValues} from '../helpers/walk-book.ts';

test('Values stand in the order of the book, those that are not there yet too', async () => {
	const {engine, store} = openEngine(severalValues, createFakeWorld(), {hosts: fiveHosts});
	expect(valueRows(store.getState(), entriesOf(engine)).map(({name, kept}) => [name, kept?.value])).toEqual([
		['first', undefined],
		['second', undefined],
		['last', undefined],
	]);

	await engine.start({tasks: ['give']});
	const rows = valueRows(store.getState(), entriesOf(engine));
	expect(rows.map(keyOfValue)).toEqual(['give first m1', 'give second m1', 'give-more last ']);
	expect(rows.map(({kept}) => kept?.value)).toEqual(['one', undefined, undefined]);
	expect(rows.map(({secret, renewable}) => [secret, renewable])).toEqual([
		[false, true],
		[true, false],
		[false, false],
	]);
});
