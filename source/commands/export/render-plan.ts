import type {Book} from '../../engine/declare.ts';
import type {Language} from '../../texts/texts.ts';
import type {Plan} from '../../../steps/plan.ts';
import {assumedSystem, type SystemName} from '../../../steps/system.ts';
import {planAsAnsible} from './ansible.ts';
import {planAsJson} from './json.ts';
import {planAsMarkdown} from './markdown.ts';
import {planAsScripts} from './script.ts';
import {planAsText} from './text.ts';

export const formats = ['text', 'markdown', 'json', 'script', 'ansible'] as const;
export type Format = (typeof formats)[number];

/** File name -> content. */
export type Files = Readonly<Record<string, string>>;

type Render = (book: Book, plan: Plan, language: Language, system: SystemName) => Files;

const single =
	(name: string, render: (...args: Parameters<Render>) => string): Render =>
	(...args) => ({[name]: render(...args)});

const renders: Readonly<Record<Format, Render>> = {
	text: single('plan.txt', planAsText),
	markdown: single('plan.md', planAsMarkdown),
	json: single('plan.json', planAsJson),
	script: planAsScripts,
	ansible: planAsAnsible,
};

/** Everything that a book would run for a plan. `script` and `ansible` are many files, the others one. */
export const renderPlan = (
	book: Book,
	plan: Plan,
	format: Format,
	language: Language,
	system: SystemName = assumedSystem,
): Files => renders[format](book, plan, language, system);
