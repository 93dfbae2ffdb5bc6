import {expect, test} from 'vitest';
import {onTheHost} from '../../../source/commands/export/on-the-host.ts';
import {runHere} from '../../helpers/scripts.ts';

const script = onTheHost([
	{system: 'debian-12', text: 'echo apt'},
	{system: 'debian-13', text: 'echo apt'},
	{system: 'rocky-9', text: "cat <<'EOF'\ndnf\nEOF"},
]);

const on = (osRelease: string) =>
	runHere(
		`mkdir -p etc; printf '%s' '${osRelease}' > etc/os-release\n${script.replaceAll('/etc/os-release', 'etc/os-release')}`,
	);

test('Without kubewalk the host chooses the script of its own system, or of the one it is made from', () => {
	expect(on('ID=debian\nVERSION_ID="13"\n').output).toBe('apt\n');
	expect(on('ID="rocky"\nVERSION_ID="9.6"\n').output).toBe('dnf\n');
	expect(on('ID="almalinux"\nVERSION_ID="9.5"\n').output).toBe('dnf\n');
});

test('A system that nobody wrote it for is refused, with the way out', () => {
	const {exit, output} = on('ID=arch\n');
	expect(exit).toBe(1);
	expect(output).toMatch(
		/^This script knows debian-12, debian-13, rocky-9 .* run kubewalk, which asks the host\.\n$/,
	);
});

test('Where all systems have the same script there is nothing to choose', () => {
	expect(
		onTheHost([
			{system: 'debian-12', text: 'true'},
			{system: 'rocky-9', text: 'true'},
		]),
	).toBe('true');
});
