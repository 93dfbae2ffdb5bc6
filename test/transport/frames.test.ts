import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {
	createFrames,
	type Frame,
	hereText,
	newMark,
	preamble,
	takeApart,
	whole,
} from '../../source/transport/frames.ts';

const read = (mark: string, bytes: Buffer, step: number): readonly string[] => {
	const frames: Frame[] = [];
	const add = createFrames(mark, frame => frames.push({...frame, bytes: Buffer.from(frame.bytes)}));
	for (let at = 0; at < bytes.length; at += step) add(bytes.subarray(at, at + step));
	return frames.map(({kind, fields, bytes}) => [kind, ...fields, bytes.toString('latin1')].join('|'));
};

const wire = Buffer.from('Welcome to m1!\nkw-other x 3\nabc\nkw-me one 7 5\n\0\xff\nab\nkw-me two 0\n', 'latin1');

test.each([1, 2, 3, 7, 1000])(
	'Frames are read whole from chunks of %i bytes, and a banner before them is ignored',
	step => {
		expect(read('kw-me', wire, step)).toEqual(['one|7|\0\xff\nab', 'two|']);
	},
);

test('Bytes that look like a frame inside a frame are only bytes', () => {
	const inner = 'kw-me fake 0\n';

	expect(read('kw-me', Buffer.from(`kw-me real ${inner.length}\n${inner}\nkw-me end 0\n`), 4)).toEqual([
		`real|${inner}`,
		'end|',
	]);
});

test('No two round trips have the same mark', () => {
	expect(newMark()).not.toBe(newMark());
	expect(newMark()).toMatch(/^kw-[\da-f]{32}$/);
});

test('What the host says arrives as it was', () => {
	const mark = newMark();
	const {stdout} = spawnSync('sh', ['-s'], {input: whole(`${preamble(mark)}\ntell problem 'no room'\nsay end 7 0`)});

	expect(read(mark, stdout, 10)).toEqual(['problem|no room', 'end|7|']);
});

test('A script that is cut off anywhere on its way runs nothing', () => {
	const script = whole(`echo ran\ncat ${hereText('text', 'kw-x')}\necho end`);

	for (const length of Array.from({length: script.trimEnd().length - 20}, (_, index) => index).filter(
		n => n % 7 === 0,
	)) {
		expect(spawnSync('sh', ['-s'], {input: script.slice(0, length), encoding: 'utf8'}).stdout).toBe('');
	}
	expect(spawnSync('sh', ['-s'], {input: script, encoding: 'utf8'}).stdout).toBe('ran\ntext\nend\n');
});

test('A long frame is handed on in parts as they come, each with its place', () => {
	const frames: Frame[] = [];
	const add = createFrames('kw-me', frame => frames.push(frame));
	const bytes = Buffer.alloc(100_000, 'x');
	add(Buffer.from(`kw-me out 5 ${bytes.length}\n`));
	add(bytes.subarray(0, 60_000));
	expect(frames.map(({at, bytes}) => [at, bytes.length])).toEqual([[0, 60_000]]);

	add(Buffer.concat([bytes.subarray(60_000), Buffer.from('\nkw-me end 0\n')]));

	expect(frames.map(({kind, fields, at, bytes}) => [kind, ...fields, at, bytes.length])).toEqual([
		['out', '5', 0, 60_000],
		['out', '5', 60_000, 40_000],
		['end', 0, 0],
	]);
});

test('A script comes apart into its libraries and the rest, whatever its body looks like', () => {
	const library = 'greet() { echo "hello $1"; }';
	const body = takeApart(whole('echo inner', 'other=1'));
	const hostile = `cat <<'end'\n${whole('echo inner', 'other=1')}end\ngreet you`;

	expect(takeApart(whole(hostile, library, 'b=2'))).toEqual({
		libraries: [library, 'b=2'],
		rest: whole(hostile),
	});
	expect(takeApart('echo "uid=$(id -u)"\n')).toEqual({libraries: [], rest: 'echo "uid=$(id -u)"\n'});
	expect(body).toEqual({libraries: ['other=1'], rest: whole('echo inner')});
	const {stdout} = spawnSync('sh', ['-s'], {input: whole(hostile, library, 'b=2'), encoding: 'utf8'});
	expect(stdout.trimEnd().split('\n').at(-1)).toBe('hello you');
});
