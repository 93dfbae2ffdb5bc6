import {Box, Text, type DOMElement} from 'ink';
import {createRef, type ReactNode} from 'react';
import {expect, test} from 'vitest';
import {createMouse} from '../../source/ui/mouse.ts';
import {show} from '../helpers/screen.tsx';

const escape = '\u001B';

/** A picture with a mouse over it; boxes that are named tell what they heard. */
const pointing = async (draw: (ref: (name: string) => ReturnType<typeof createRef<DOMElement>>) => ReactNode) => {
	const heard: string[] = [];
	const reports: boolean[] = [];
	const mouse = createMouse(work => void work());
	const root = createRef<DOMElement>();
	const ref = (name: string) => {
		const box = createRef<DOMElement>();
		mouse.open(box, () => ({
			click: child => heard.push(`${name} ${child}`),
			...(name.startsWith('wheel') && {wheel: (lines: number) => heard.push(`${name} by ${lines}`)}),
		}));
		return box;
	};
	await show(
		<Box ref={root} width={40} height={10} flexDirection="column" overflow="hidden">
			{draw(ref)}
		</Box>,
		40,
		10,
	);
	const off = mouse.switchOn(root, on => reports.push(on));
	const at = (button: number, column: number, row: number): readonly string[] => {
		heard.length = 0;
		for (const part of mouse.read(`${escape}[<${button};${column};${row}M`))
			if (typeof part === 'object') mouse.happened(part);
		return [...heard];
	};
	return {mouse, off, reports, click: at.bind(undefined, 0), wheel: at.bind(undefined, 65)};
};

test('The innermost box that answers is told which of its children was meant', async () => {
	const {click} = await pointing(ref => (
		<Box ref={ref('outer')} flexDirection="column">
			<Text>title</Text>
			<Box ref={ref('inner')} gap={2}>
				<Text>中文</Text>
				<Text>b</Text>
			</Box>
		</Box>
	));

	expect(click(1, 1)).toEqual(['outer 0']);
	// A wide letter is two columns.
	expect(click(4, 2)).toEqual(['inner 0']);
	expect(click(5, 2)).toEqual(['inner -1']);
	expect(click(7, 2)).toEqual(['inner 1']);
	expect(click(1, 9)).toEqual([]);
	expect(click(400, 900)).toEqual([]);
	expect(click(0, 0)).toEqual([]);
});

test('The wheel goes to the innermost box that scrolls, whatever is clicked in it', async () => {
	const {wheel} = await pointing(ref => (
		<Box ref={ref('wheel')} height={5}>
			<Box ref={ref('row')} height={2}>
				<Text>row</Text>
			</Box>
		</Box>
	));

	expect(wheel(1, 1)).toEqual(['wheel by 3']);
	expect(wheel(1, 6)).toEqual([]);
});

test('What lies on top takes the click, and what is out of sight takes none', async () => {
	const {click} = await pointing(ref => (
		<>
			<Box ref={ref('below')} height={4}>
				<Text>below</Text>
			</Box>
			<Box ref={ref('cut')} width={5} height={1} overflow="hidden" flexWrap="wrap">
				<Box flexShrink={0} width={4}>
					<Text>one</Text>
				</Box>
				<Box flexShrink={0} width={4}>
					<Text>two</Text>
				</Box>
			</Box>
			<Box position="absolute" width={3} height={2}>
				<Text>on</Text>
			</Box>
		</>
	));

	expect(click(2, 2)).toEqual([]);
	expect(click(4, 2)).toEqual(['below 0']);
	expect(click(30, 2)).toEqual(['below -1']);
	expect(click(1, 5)).toEqual(['cut 0']);
	expect(click(1, 6)).toEqual([]);
});

test('While it is off nothing is read, and the terminal reports nothing; while others have the terminal neither', async () => {
	const {mouse, off, reports, click} = await pointing(ref => (
		<Box ref={ref('box')}>
			<Text>box</Text>
		</Box>
	));
	expect(reports).toEqual([true]);

	await mouse.resting(async () => expect(reports).toEqual([true, false]));
	await expect(mouse.resting(() => Promise.reject(new Error('no shell')))).rejects.toThrow('no shell');
	expect(reports).toEqual([true, false, true, false, true]);

	off();
	expect(reports.at(-1)).toBe(false);
	await mouse.resting(async () => undefined);
	expect(reports).toHaveLength(6);
	expect(click(1, 1)).toEqual([]);
	expect(mouse.read(`${escape}[<0;1;1M`)).toEqual([`${escape}[<0;1;1M`]);
});
