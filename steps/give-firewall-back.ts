// What the book reset does for the host's firewall: whichever way the plan went, it is taken back.
import type {Given, Task} from '../source/engine/declare.ts';
import {type Fragment, sh} from '../source/engine/script.ts';
import {listTurnedOff, turnOnAgain} from './firewall-off.ts';
import {nothingOf} from './nothing-left.ts';
import {closeAgain, listOpened} from './open-firewall.ts';
import {planOf} from './plan.ts';

const opensPorts = (given: Given): boolean => planOf(given).firewall === 'ports';

/** Prints what is to be taken back, a line each. */
export const listFirewall = (given: Given): Fragment => (opensPorts(given) ? listOpened : listTurnedOff);

export const firewallBack: Task = {
	id: 'reset-firewall',
	title: {en: 'Give the host its firewall back', zh: '恢复主机防火墙'},
	why: {
		en: 'Nothing listens any more on the ports that were opened for the cluster: they are closed again, and a firewall that was turned off for it comes back. Rules that others made stay.',
		zh: '为集群放行的端口已无程序监听，重新关闭；为集群停用的防火墙重新启用。他人添加的规则不受影响。',
	},
	target: 'every-host',
	risk: 'destructive',
	check: {ask: nothingOf(listFirewall)},
	run: given => sh`${opensPorts(given) ? closeAgain : turnOnAgain}`,
	undo: 'nothing-to-undo',
	usually: 5,
};
