// Starting and stopping: what systemd did, in systemctl's words.
import {failed, said, type CommandResult, type Shell} from '../command.ts';
import type {Options} from '../options.ts';
import {restartUnit, startUnit, stopUnit, unitOf, type Outcome, type Where} from '../systemd.ts';
import {isSwapUnit, stopSwap} from './systemctl-swaps.ts';

export type Verb = (units: readonly string[], at: Shell, options: Options) => CommandResult | Promise<CommandResult>;

export const whereOf = ({world, machine, files, filesOf}: Shell): Where => ({world, machine, files, filesOf});

export const joined = (results: readonly CommandResult[]): CommandResult => ({
	stdout: results.map(result => result.stdout ?? '').join(''),
	stderr: results.map(result => result.stderr ?? '').join(''),
	exit: results.map(result => result.exit ?? 0).find(exit => exit !== 0) ?? 0,
});

const words: Record<Exclude<Outcome, 'started' | 'skipped'>, (verb: string, unit: string) => CommandResult> = {
	missing: (verb, unit) => failed(`Failed to ${verb} ${unit}: Unit ${unit} not found.\n`, 5),
	masked: (verb, unit) => failed(`Failed to ${verb} ${unit}: Unit ${unit} is masked.\n`, 1),
	failed: (_, unit) =>
		failed(
			`Job for ${unit} failed because the control process exited with error code.\nSee "systemctl status ${unit}" and "journalctl -xeu ${unit}" for details.\n`,
		),
	repeated: (_, unit) =>
		failed(`Job for ${unit} failed.\nSee "systemctl status ${unit}" and "journalctl -xeu ${unit}" for details.\n`),
};

export const answer = (verb: string, unit: string, outcome: Outcome): CommandResult =>
	outcome === 'started' || outcome === 'skipped' ? said('') : words[outcome](verb, unit);

/** How long systemd takes to start or stop something. */
const moment = 300;

const each =
	(verb: string, act: (where: Where, unit: string) => Outcome, takesTime = true): Verb =>
	async (units, at) => {
		const results: CommandResult[] = [];
		for (const unit of units) {
			if (isSwapUnit(unit)) results.push(verb === 'stop' ? stopSwap(at, unit) : said(''));
			else results.push(answer(verb, unit, act(whereOf(at), unit)));
			at.settle();
		}
		if (takesTime) await at.pass(moment);
		return joined(results);
	};

export const isActive = (where: Where, unit: string): boolean => unitOf(where.machine, unit).state === 'active';

export const start = each('start', startUnit);
export const stop = each('stop', stopUnit);
export const restart = each('restart', restartUnit);
