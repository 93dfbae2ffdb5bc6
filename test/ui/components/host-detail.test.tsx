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
