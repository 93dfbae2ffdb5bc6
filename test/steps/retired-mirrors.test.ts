import {expect, it} from 'vitest';
import {retiredMirrors} from '../../steps/retired-mirrors.ts';
import {factOf, systems} from '../../steps/system.ts';
import {labShell} from '../helpers/lab-shell.ts';
import {givenFor, labPlan} from '../helpers/plans.ts';

const seven = givenFor(labPlan, 'm1', {}, {system: factOf(systems['centos-7'])});
const undo = retiredMirrors.undo as (host: typeof seven) => string;

it('points yum on CentOS 7 at the vault, after which it installs, and takes that back word for word', async () => {
	const {run, say} = labShell(['m1'], {hosts: [{name: 'm1', address: '10.77.0.11', role: 'x', machine: 'centos-7'}]});
	const before = await say('cat /etc/yum.repos.d/CentOS-Base.repo');
	expect(await run(retiredMirrors.check.ask(seven))).toMatchObject({
		exit: 1,
		stderr: expect.stringContaining('gone since July 2024'),
	});
	await run(retiredMirrors.run(seven));
	expect((await run(retiredMirrors.check.ask(seven))).exit).toBe(0);
	expect((await run('yum install -y socat')).exit).toBe(0);
	await run(undo(seven));
	expect(await say('cat /etc/yum.repos.d/CentOS-Base.repo')).toBe(before);
	expect(await say('ls /etc/yum.repos.d')).toBe('CentOS-Base.repo');
});

it('leaves every other system’s sources alone, and says what CentOS 7 cannot do', () => {
	expect(retiredMirrors.check.ask(givenFor(labPlan, 'm1'))).toMatch(/^echo /);
	expect(retiredMirrors.why.en).toContain('up to 1.31');
	expect(retiredMirrors.why.zh).toContain('1.31');
});
