import {failed, said, type LabCommand, type Shell} from '../command.ts';
import {parseUfw} from '../firewall/ufw-rules.ts';

/** A rule as `ufw show added` has it: words as given, the comment quoted at the end. */
const ruleText = (words: readonly string[]): string => {
	const at = words.indexOf('comment');
	const plain = at === -1 ? words : words.slice(0, at);
	return `${plain.join(' ')}${at === -1 ? '' : ` comment '${words[at + 1] ?? ''}'`}`;
};

const bare = (rule: string): string => rule.replace(/ comment '.*'$/, '');

const status = ({machine: {firewall}}: Shell, numbered: boolean): string => {
	if (!firewall.ufw.active) return 'Status: inactive\n';
	const rows = firewall.ufw.rules.map((rule, index) => {
		const parsed = parseUfw(rule);
		const to = `${parsed?.ports ?? 'Anywhere'}${parsed?.protocol ? `/${parsed.protocol}` : ''}`;
		const action = `${(parsed?.action ?? 'allow').toUpperCase()}${numbered ? ' IN' : ''}`;
		return `${numbered ? `[${String(index + 1).padStart(2)}] ` : ''}${to.padEnd(27)}${action.padEnd(12)}${parsed?.from === 'any' ? 'Anywhere' : parsed?.from}\n`;
	});
	return `Status: active\n\n${numbered ? '     ' : ''}To                         Action      From\n${numbered ? '     ' : ''}--                         ------      ----\n${rows.join('')}\n`;
};

export const ufw: LabCommand = {
	names: ['ufw'],
	changes: args => !['status', 'show', 'version'].includes(args[0] ?? ''),
	run: (args, at) => {
		const {ufw} = at.machine.firewall;
		const given = args.filter(arg => arg !== '--force' && arg !== '-f');
		// A forwarding rule is deleted by `ufw route delete …`.
		const words = given[0] === 'route' && given[1] === 'delete' ? ['delete', 'route', ...given.slice(2)] : given;
		const [verb, ...rest] = words;
		if (verb === 'status') return said(status(at, rest.includes('numbered')));
		if (verb === 'version' || verb === '--version') return said('ufw 0.36.2\nCopyright 2008-2023 Canonical Ltd.\n');
		if (verb === 'enable') {
			ufw.active = true;
			return said('Firewall is active and enabled on system startup\n');
		}
		if (verb === 'disable') {
			ufw.active = false;
			return said('Firewall stopped and disabled on system startup\n');
		}
		if (verb === 'reload')
			return said(ufw.active ? 'Firewall reloaded\n' : 'Firewall not enabled (skipping reload)\n');
		if (verb === 'reset') {
			ufw.rules = [];
			ufw.active = false;
			return said('');
		}
		if (verb === 'default' || verb === 'logging')
			return said(
				`Default incoming policy changed to '${rest[0]}'\n(be sure to update your rules accordingly)\n`,
			);
		if (verb === 'show')
			return said(
				`Added user rules (see 'ufw status' for running firewall):\n${ufw.rules.length === 0 ? '(None)\n' : ufw.rules.map(rule => `ufw ${rule}\n`).join('')}`,
			);
		if (verb === 'delete') {
			const target = /^\d+$/.test(rest[0] ?? '')
				? ufw.rules[Number(rest[0]) - 1]
				: ufw.rules.find(rule => bare(rule) === bare(ruleText(rest)));
			if (target === undefined) return said('Could not delete non-existent rule\n');
			ufw.rules = ufw.rules.filter(rule => rule !== target);
			return said('Rule deleted\n');
		}
		const rule = ruleText(words);
		const parsed = parseUfw(rule);
		if (!parsed) return failed('ERROR: Invalid syntax\n');
		if (ufw.rules.some(other => bare(other) === bare(rule))) return said('Skipping adding existing rule\n');
		ufw.rules.push(rule);
		return said(ufw.active ? 'Rule added\n' : 'Rules updated\n');
	},
};
