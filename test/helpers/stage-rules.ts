// What holds for every stage: bash reads its scripts, shellcheck has nothing to say, values stay values, words are there.
import {describe, expect, it} from 'vitest';
import type {Stage, Text} from '../../source/engine/declare.ts';
import {escapes} from './harmless.ts';
import {unreadable} from './scripts.ts';
import {complaints, goldenScripts} from './golden-scripts.ts';
import {hasShellcheck} from './shellcheck.ts';

const isChinese = (text: string): boolean => /[\u4E00-\u9FFF]/.test(text);

const halfSaid = (stage: Stage): readonly string[] => {
	const texts: readonly (readonly [string, Text | undefined])[] = [
		[`${stage.id} title`, stage.title],
		[`${stage.id} why`, stage.why],
		...stage.tasks.flatMap(task => [
			[`${task.id} title`, task.title] as const,
			[`${task.id} why`, task.why] as const,
			...(task.waitingFor ? [[`${task.id} waitingFor`, task.waitingFor] as const] : []),
		]),
	];
	return texts
		.filter(([, text]) => !text || text.en === '' || isChinese(text.en) || !isChinese(text.zh))
		.map(([name]) => name);
};

export const keepsTheRules = (stage: Stage): void => {
	describe(`the stage ${stage.id}`, () => {
		it('has scripts that bash can read, for every golden plan', () => {
			const scripts = goldenScripts(stage);
			expect(scripts.length).toBeGreaterThan(0);
			expect(unreadable(scripts)).toEqual([]);
		});

		it.skipIf(!hasShellcheck)('has scripts that shellcheck has nothing to say about', () => {
			expect(complaints(goldenScripts(stage))).toEqual([]);
		});

		// With pipefail, a writer that is cut off makes a "yes" a "no", now and then.
		it('lets no reader leave a pipe before its end', () => {
			const early = goldenScripts(stage).filter(({script}) => /(?<!\|)\|\s*grep\s+-\w*q/.test(script));
			expect(early.map(({name}) => name)).toEqual([]);
		});

		it('survives a host whose name breaks out of quotes', () => {
			expect(escapes(stage)).toEqual([]);
		});

		it('speaks English and Chinese', () => {
			expect(halfSaid(stage)).toEqual([]);
		});

		it('says of every change how long it usually takes', () => {
			expect(stage.tasks.filter(task => task.risk !== 'safe' && !task.usually).map(({id}) => id)).toEqual([]);
		});
	});
};
