// What a diagnosis found, made up, for screens and reports.
import type {Told, ToldRemedy} from '../../source/engine/diagnose/tell.ts';

const both = (en: string, zh = en) => ({en, zh});

export const toldRemedy = (id: string, rest: Partial<ToldRemedy> = {}): ToldRemedy => ({
	id,
	title: both(`Do ${id}`, `执行 ${id}`),
	why: both(`Why ${id}`, `为何 ${id}`),
	risk: 'changes',
	target: 'every-host',
	host: 'm2',
	commands: `first ${id}\nsecond ${id}`,
	verify: `verify ${id}`,
	...rest,
});

export const toldFinding = (id: string, rest: Partial<Told> = {}): Told => ({
	id,
	about: ['node'],
	severity: 'blocking',
	rank: 1,
	confidence: 'confirmed',
	title: both(`It is ${id}`, `是 ${id}`),
	meaning: both(`Because of ${id} nothing runs.`, `因为 ${id} 无法运行。`),
	hosts: ['m2'],
	evidence: [{host: 'm2', command: 'look here\n# more', lines: [`line of ${id}`]}],
	chain: [{id: 'later', title: both('It is late', '晚了'), confidence: 'likely', hosts: ['m2']}],
	ruledOut: [{id: 'other', title: both('It is other', '是其他'), evidence: []}],
	remedies: [toldRemedy('gentle'), toldRemedy('harsh', {risk: 'destructive', loses: both('All of it.', '全部。')})],
	badAdvice: [both('hit it', '敲打它')],
	sources: ['own'],
	...rest,
});
