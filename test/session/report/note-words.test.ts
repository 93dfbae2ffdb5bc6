import {expect, test} from 'vitest';
import {noteWords} from '../../../source/session/report/note-words.ts';

test('A note says who took it and what it is about; the program’s own have no author', () => {
	expect(noteWords({at: 0, text: 'power was cut', by: 'ada@bastion', task: 'kubeadm-init', host: 'm1'})).toBe(
		'ada@bastion (kubeadm-init, m1): power was cut',
	);
	expect(noteWords({at: 0, text: 'all quiet', by: 'ada'})).toBe('ada: all quiet');
	expect(noteWords({at: 0, text: 'No lease can be kept.'})).toBe('No lease can be kept.');
});
