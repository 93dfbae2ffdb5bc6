import {expect, test} from 'vitest';
import type {Transport} from '../../source/engine/transport.ts';
import {route} from '../../source/transport/route.ts';
import {deaf, here, never} from '../hosts/workplace.ts';

const wayNamed = (name: string, log: string[]): Transport => ({
	ask: async () => [{exit: 0, stdout: name, stderr: ''}],
	run: async (_, {id}) => ({exit: 0, stdout: `${name} ${id}`, stderr: ''}),
	reattach: async (_, id) => ({exit: 0, stdout: `${name} again ${id}`, stderr: ''}),
	forget: async (_, identity) => [`${name} ${identity}`],
	isDear: () => name === 'far',
	close: async () => void log.push(`${name} closed`),
});

test('Each host goes its own way, and every way is closed once', async () => {
	const log: string[] = [];
	const near = wayNamed('near', log);
	const far = wayNamed('far', log);
	const both = route(({name}) => (name === 'operator' ? near : far), [near, far]);
	const host = {...here, name: 'm1'};

	expect((await both.ask(here, ['true'], never))[0]?.stdout).toBe('near');
	expect((await both.ask(host, ['true'], never))[0]?.stdout).toBe('far');
	expect((await both.run(host, {id: 'a', script: '', timeout: 1}, never, deaf)).stdout).toBe('far a');
	expect((await both.reattach?.(here, 'b', never, deaf))?.stdout).toBe('near again b');
	expect(await both.forget?.(host, 'c', never)).toEqual(['far c']);
	expect([both.isDear?.(here), both.isDear?.(host)]).toEqual([false, true]);
	await both.close();
	expect(log).toEqual(['near closed', 'far closed']);
});

test('A way that cannot attach knows no job', async () => {
	const {ask, run, close} = wayNamed('old', []);

	expect(await route(() => ({ask, run, close})).reattach?.(here, 'a', never, deaf)).toBeUndefined();
});
