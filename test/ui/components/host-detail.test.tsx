import {expect, test} from 'vitest';
import {HostDetail} from '../../../source/ui/components/host-detail.tsx';
import {entriesOn} from '../../../source/ui/hosts.ts';
import {entriesOf} from '../../../source/ui/progress.ts';
import {sessionOf} from '../../../source/ui/session.ts';
import {createFakeWorld} from '../../helpers/fake-world.ts';
import {onScreen} from '../../helpers/on-screen.tsx';
import {fiveHosts} from '../../helpers/walk-book.ts';
import {openBook} from '../../helpers/walking.tsx';

test('The way to a host stands there, and tasks that do not fit are scrolled to', async () => {
	const session = sessionOf({
		...openBook(createFakeWorld()),
		wayOf: () => ({kind: 'ssh', login: 'root@10.0.0.21', jump: 'bastion'}),
	});
	const entries = entriesOn(entriesOf(session.engine), 'w1');
	const draw = (scroll: number) =>
		onScreen(<HostDetail host={fiveHosts[3]!} entries={entries} scroll={scroll} height={8} />, 80, 8, {session});

	expect((await draw(0)).text()).toContain('ssh root@10.0.0.21 · through bastion');
	expect((await draw(0)).text()).not.toContain('. Join');
	expect((await draw(9)).text()).toContain('. Join');
});

test('In a large window its tasks stand beside what is known of it', async () => {
	const session = sessionOf(openBook(createFakeWorld()));
	const entries = entriesOn(entriesOf(session.engine), 'w1');
	const {lines} = await onScreen(
		<HostDetail host={fiveHosts[3]!} entries={entries} scroll={0} height={20} />,
		200,
		20,
		{session},
	);

	expect(lines()[0]).toMatch(/^w1 .*│ Its tasks: 0 of 3 are as they should be/);
	expect(lines()[1]).toMatch(/^Role +worker +│ \. ?Turn off swap now/);
});
