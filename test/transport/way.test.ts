import {expect, test} from 'vitest';
import {preamble, whole} from '../../source/transport/frames.ts';
import {type Shell, start} from '../../source/transport/shell.ts';
import {converse} from '../../source/transport/way.ts';
import {here, never} from '../hosts/workplace.ts';

test('When a kept shell turns out to be gone, the script goes to a new one, under a mark of its own', async () => {
	const marks: (string | undefined)[] = [];
	const shell: Shell = (script, signal, onData) => {
		marks.push(/^mark=(.*)$/m.exec(script)?.[1]);
		return marks.length === 1
			? Promise.resolve({exit: 255, stderr: 'Connection closed', stale: true})
			: start(['sh', '-s'], script, signal, onData);
	};

	const said: string[] = [];

	const ended = await converse(
		{jobs: '/nowhere', open: async () => shell, explain: async () => '', close: async () => undefined},
		here,
		mark => whole(`${preamble(mark)}\nsay heard 0`),
		never,
		({kind}) => void said.push(kind),
	);

	expect(ended.exit).toBe(0);
	expect(said).toEqual(['heard']);
	expect(new Set(marks).size).toBe(2);
});
