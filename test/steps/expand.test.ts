import {expect, test} from 'vitest';
import {sh} from '../../source/engine/script.ts';
import {expand} from '../../steps/expand.ts';
import {runHere} from '../helpers/scripts.ts';

test('A template can take a variable apart', () => {
	expect(runHere(sh`kernel=6.1.0-18; echo "${expand('kernel%%.*')}"`).output).toBe('6\n');
});
