import {expect, test} from 'vitest';
import {eventLines} from '../../../../source/transport/lab/kubectl/events.ts';
import {cluster} from '../../../helpers/lab-hosts.ts';

const event = {
	namespace: 'default',
	kind: 'Pod',
	name: 'a',
	type: 'Normal' as const,
	reason: 'Pulled',
	from: 'kubelet',
	message: 'ok',
	count: 1,
	at: 60_000,
};

test('events stand in the order in which they began, repeated ones with their number', () => {
	const text = eventLines(
		[
			{...event, reason: 'Later', first: 50_000},
			{...event, first: 10_000, count: 3},
		],
		70_000,
		'',
	);
	expect(text).toBe(
		'Events:\n  Type    Reason  Age                From     Message\n  ----    ------  ----               ----     -------\n  Normal  Pulled  10s (x3 over 60s)  kubelet  ok\n  Normal  Later   10s                kubelet  ok\n',
	);
});

test('none are told below the values of the page', () => {
	expect(eventLines([], 0, 'Name:              web\n')).toBe('Events:            <none>\n');
});

test('they can be listed, sorted and chosen', async () => {
	const {must} = await cluster();
	const all = await must('m1', 'kubectl -n kube-system get events --sort-by=.lastTimestamp');
	expect(all).toMatch(/^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n/);
	expect(all).toMatch(/Normal +Scheduled +pod\/coredns-\S+ +Successfully assigned/);
	expect(
		await must('m1', 'kubectl -n kube-system get events --field-selector reason=Scheduled --no-headers'),
	).not.toContain('Pulled');
});
