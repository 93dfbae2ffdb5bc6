// What journeys on the screen have in common: who sits there in which language, before how big a terminal, and with which plan.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {textsOf, type Language, type Texts} from '../../source/texts/texts.ts';
import {books} from '../../steps/books.ts';
import {makeHome} from '../session/story.ts';
import {keyOf, sitDown, type Robot, type Size} from './robot.ts';

const install = books[0]!;

export const taskOf = (id: string) => install.stages.flatMap(({tasks}) => tasks).find(task => task.id === id)!;
export const stageOf = (id: string) => install.stages.find(stage => stage.id === id)!;

/** Wide enough to be told from others in a narrow column. */
export const start = (text: string, length = 12): string => text.slice(0, length);

const smallPlan = `name: small
endpoint: {kind: single}
hosts:
  - {name: m1, address: 10.77.0.11, role: control-plane}
  - {name: w1, address: 10.77.0.21, role: worker}
`;

export const homeWithPlan = (plan = smallPlan): string => {
	const home = makeHome();
	writeFileSync(join(home, 'cluster.yaml'), plan);
	return home;
};

const escapeRegExp = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

export const lab = ['--lab', '--plan', 'cluster.yaml'];

const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 140, rows: 40},
];
export const settings = (['en', 'zh'] as const).flatMap(language => sizes.map(size => ({language, ...size})));

/** The session stays open: it was stopped by its operator. */
export const stoppedByOperator = 4;

/** A session that was just resumed may still ask its hosts, and says so before it lets go. */
export const leave = async (robot: Robot, texts: Texts): Promise<number | null> => {
	robot.press('q');
	const asks = robot.sees(texts.keys.leave).then(
		() => robot.press('q'),
		() => undefined,
	);
	const code = await robot.ended;
	await asks;
	return code;
};

/** The line between the stages and the tasks runs straight down, whatever wide letters stand left of it. */
export const isStraight = (robot: Robot): boolean => {
	const columns = robot
		.columnsOf('│')
		.map(found => found[0])
		.filter(column => column !== undefined);
	return columns.length > 5 && new Set(columns).size === 1;
};

/** A person of this language before a terminal of this size. */
export const seatOf = ({language, columns, rows}: {readonly language: Language} & Size) => {
	const texts = textsOf(language);
	const title = (id: string): string => start(taskOf(id).title[language]);
	const sit = (args: readonly string[], home: string): Robot => sitDown(args, home, language, {columns, rows});
	return {
		texts,
		title,
		sit,
		/** The rehearsal of the small plan, at its first task. */
		walk: async (home = homeWithPlan()): Promise<{robot: Robot; home: string}> => {
			const robot = sit(lab, home);
			await robot.sees(texts.walk.simulated, title('root'), texts.keys.quit);
			return {robot, home};
		},
		/** By the palette, as somebody would who knows its name. */
		goTo: async (robot: Robot, id: string): Promise<void> => {
			robot.press(':');
			await robot.sees(texts.keys.closePalette);
			robot.press(id);
			await robot.sees(new RegExp(`› .*${escapeRegExp(title(id))}`));
			robot.press(keyOf.enter);
			await robot.sees(`› ${title(id)}`, texts.walk.commands);
		},
	};
};
