import {expect, test} from 'vitest';
import {causeLines, lookAfterFailure} from '../../../source/commands/diagnose/after-failure.ts';
import {planOfLab} from '../../../source/commands/lab-plan.ts';
import {initialState} from '../../../source/engine/state.ts';
import {labs} from '../../../steps/labs/labs.ts';
import {askedHosts} from '../../helpers/asked-hosts.ts';
import {toldFinding} from '../../helpers/told.ts';

const known = (...found: ReturnType<typeof toldFinding>[]) => ({
	...initialState,
	diagnosis: {at: 1, found, asked: 1, rounds: 1, milliseconds: 1, away: {}},
});

test('The cause, its evidence and its cures are lines; a mere possibility is none', () => {
	const lines = causeLines(known(toldFinding('swap'), toldFinding('guess', {confidence: 'possible'})), 'en');

	expect(lines[1]).toBe('1. It is swap  confirmed · blocking · m2');
	expect(lines).toContain('      line of swap');
	expect(lines.join('\n')).not.toContain('guess');
	expect(causeLines(initialState, 'en')).toEqual([]);
});

test('The cause is found in what the failed task printed', async () => {
	const {engine, store} = askedHosts({}, ['a', 'b', 'c']);
	const said: string[] = [];
	const text = '[ERROR Swap]: running with swap on is not supported. Please disable swap\n';
	store.emit({type: 'output', at: 1, task: 'init', host: 'b', stream: 'stderr', text});
	store.emit({type: 'task', at: 2, task: 'init', host: 'b', status: 'failed'});
	await lookAfterFailure({engine, store, plan: planOfLab(labs[0])}, 'en', line => said.push(line));

	expect(said[1]).toMatch(/^1\. Swap is on {2}confirmed · blocking · b/);
});
