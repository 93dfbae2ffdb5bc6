import {expect, test} from 'vitest';
import {
	exitName,
	fullName,
	isMasked,
	reloadUnit,
	restartUnit,
	startUnit,
	stopUnit,
	tendUnit,
	unitOf,
	type Where,
} from '../../../source/transport/lab/systemd.ts';
import {labShell} from '../../helpers/lab-shell.ts';

const place = (): Where & {said: () => readonly string[]} => {
	const {lab} = labShell();
	const [machine] = Object.values(lab.world.machines);
	return {
		world: lab.world,
		machine: machine!,
		files: lab.filesOf('m1'),
		filesOf: lab.filesOf,
		said: () => machine!.journal.map(entry => entry.text),
	};
};

const unit = (text: string): string =>
	`[Unit]\nDescription=Test\n[Service]\n${text}\n[Install]\nWantedBy=multi-user.target\n`;

test('Names get the suffix that is left out', () => {
	expect(fullName('kubelet')).toBe('kubelet.service');
	expect(fullName('dev-vda5.swap')).toBe('dev-vda5.swap');
	expect(exitName(255)).toBe('EXCEPTION');
});

test('A unit that somebody wrote starts when its program is there, and says so in the journal', () => {
	const where = place();
	where.files.write('/etc/systemd/system/x.service', unit('ExecStart=/usr/local/bin/x'));
	expect(startUnit(where, 'x.service')).toBe('started');
	expect(where.machine.units['x.service']!.state).toBe('failed');
	expect(where.said()).toContain('x.service: Main process exited, code=exited, status=203/EXEC');
	where.files.write('/usr/local/bin/x', '', 0o755);

	expect(restartUnit(where, 'x.service')).toBe('started');
	expect(unitOf(where.machine, 'x.service').state).toBe('active');
	expect(where.said().at(-1)).toBe('Started x.service - Test.');
});

test('Stopping is said twice, as systemd does', () => {
	const where = place();
	stopUnit(where, 'ssh.service');

	expect(where.said()).toEqual([
		'Stopping ssh.service - OpenBSD Secure Shell server...',
		'ssh.service: Deactivated successfully.',
		'Stopped ssh.service - OpenBSD Secure Shell server.',
	]);
});

test('What is masked or missing does not start', () => {
	const where = place();
	where.files.link('/dev/null', '/etc/systemd/system/cron.service');

	expect(isMasked(where.files, 'cron.service')).toBe(true);
	expect(startUnit(where, 'cron.service')).toBe('masked');
	expect(startUnit(where, 'nope.service')).toBe('missing');
});

test('A reload is for units that are running and know how', () => {
	const where = place();

	expect(reloadUnit(where, 'ssh.service')).toBe('cannot');
	expect(reloadUnit(where, 'nftables.service')).toBe('started');
	stopUnit(where, 'nftables.service');
	expect(reloadUnit(where, 'nftables.service')).toBe('inactive');
});

test('The sixth start within ten seconds is refused', () => {
	const where = place();
	for (let turn = 0; turn < 5; turn++) restartUnit(where, 'cron.service');

	expect(restartUnit(where, 'cron.service')).toBe('repeated');
	expect(where.said()).toContain('cron.service: Start request repeated too quickly.');
	where.world.now += 11_000;
	expect(restartUnit(where, 'cron.service')).toBe('started');
});

test('A program that ended is started again when its pause is over, and the restarts are counted', async () => {
	const {lab, say} = labShell();
	const where: Where = {
		world: lab.world,
		machine: lab.world.machines['m1']!,
		files: lab.filesOf('m1'),
		filesOf: lab.filesOf,
	};
	await say(
		'apt-get update; apt-get install -y containerd; mkdir -p /etc/containerd; echo "version = 9" > /etc/containerd/config.toml; systemctl restart containerd',
	);
	expect(unitOf(where.machine, 'containerd.service').state).toBe('activating');
	expect(tendUnit(where, 'containerd.service')).toBe(false);
	await say('rm /etc/containerd/config.toml; sleep 6');

	expect(unitOf(where.machine, 'containerd.service')).toMatchObject({state: 'active', restarts: 1});
	expect(await say('journalctl -u containerd -o cat')).toContain(
		'containerd.service: Scheduled restart job, restart counter is at 1.',
	);
});
