// systemctl kill: a signal for all processes of a unit. Whoever dies of it is started again where the unit says so.
import {failed, said} from '../command.ts';
import {declarationOf, stopUnit} from '../systemd.ts';
import {isActive, joined, whereOf, type Verb} from './systemctl-start.ts';

const deadly = new Set(['TERM', 'KILL', 'INT', 'QUIT', 'ABRT']);

export const killUnits: Verb = (units, at, options) =>
	joined(
		units.map(unit => {
			const where = whereOf(at);
			if (declarationOf(at.files, unit) === undefined)
				return failed(`Failed to kill unit ${unit}: Unit ${unit} not loaded.\n`);
			if (!isActive(where, unit)) return said('');
			const signal = (options.values.get('--signal') ?? options.values.get('-s') ?? 'TERM').replace(/^SIG/, '');
			const {keepalived} = at.machine;
			if (signal === 'STOP' || signal === 'CONT') {
				// Of the lab's programs keepalived alone is missed by others when it stands still.
				if (unit === 'keepalived.service' && keepalived !== undefined) {
					if (signal === 'STOP') keepalived.frozen = true;
					else delete keepalived.frozen;
				}
			} else if (deadly.has(signal)) {
				const {restartAfter} = declarationOf(at.files, unit)!;
				stopUnit(where, unit);
				if (restartAfter !== undefined)
					at.machine.units[unit] = {...at.machine.units[unit]!, state: 'activating', since: at.world.now};
			}
			at.settle();
			return said('');
		}),
	);
