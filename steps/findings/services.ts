// Remedies that start a service, or start it anew.
import type {Remedy, Target} from '../../source/engine/declare.ts';
import {sh} from '../../source/engine/script.ts';
import {startsAndRuns} from '../or-say.ts';
import {cure} from './make-remedy.ts';

/** For a service that is not running, or would not be after a reboot. */
export const startService = (unit: string, target: Target = 'every-host'): Remedy =>
	cure({
		id: `start-${unit.replace('.', '-')}`,
		title: {en: `Start ${unit}, now and at boot`, zh: `启动 ${unit} 并设为开机自启`},
		why: {
			en: 'It was installed and does not run. If it ends again at once, its journal says why.',
			zh: '它已安装但没有运行。如果启动后又立即退出，原因在它的日志里。',
		},
		target,
		check: {ask: () => sh`${startsAndRuns(unit)}`},
		run: () => sh`
			systemctl reset-failed ${unit} 2>/dev/null || true
			systemctl unmask ${unit}
			systemctl enable ${unit}
			systemctl restart ${unit}
			systemctl status ${unit} --no-pager -n 5 || true
		`,
		verify: {ask: () => sh`${startsAndRuns(unit)}`, within: 15},
		undo: () => sh`systemctl disable --now ${unit}`,
		usually: 5,
	});
