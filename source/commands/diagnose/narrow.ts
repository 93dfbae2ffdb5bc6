// `kubewalk diagnose dns`, `kubewalk diagnose node w1`, `kubewalk diagnose pod web`: only what concerns it.
import type {Finding} from '../../engine/declare.ts';
import type {Told} from '../../engine/diagnose/tell.ts';

export type Narrowing = {readonly about: string; readonly name?: string};

export const aboutWords = (findings: readonly Finding[]): readonly string[] =>
	[...new Set(findings.flatMap(({about}) => about))].toSorted();

const names = (told: Told, name: string): boolean =>
	told.hosts.includes(name) ||
	told.evidence.some(({command, lines}) => [command, ...lines].some(line => line.includes(name)));

/** A finding stays when it, or what followed from it, is about the subject; ranks begin with 1 again. */
export const narrow = (
	all: readonly Told[],
	{about, name}: Narrowing,
	findings: readonly Finding[],
): readonly Told[] => {
	const isAbout = new Set(findings.filter(finding => finding.about.includes(about)).map(({id}) => id));
	return all
		.filter(told => isAbout.has(told.id) || told.chain.some(({id}) => isAbout.has(id)))
		.filter(told => name === undefined || names(told, name))
		.map((told, index) => ({...told, rank: index + 1}));
};
