import {expect, test} from 'vitest';
import {showEvidence} from '../../../source/engine/diagnose/show-evidence.ts';
import {bundleOf, finding, judged, knowing, type Printed} from '../../helpers/declared.ts';

const shown = (confirms: Parameters<typeof finding>[1]['confirms'], ...bundle: Printed) => {
	const {bundle: known, reports} = judged(knowing(finding('it', {confirms: confirms!})), bundleOf(...bundle));
	return showEvidence(known, reports[0]!.hits);
};

test('Evidence is the command and the newest lines of each kind, three at most', () => {
	expect(
		shown([{says: /smoke/}], ['a# look oven', '10:01 smoke', 'fine', '10:02 smoke', 'more smoke', '10:03 smoke']),
	).toEqual([{host: 'a', command: 'look oven', lines: ['more smoke', '10:03 smoke']}]);
});

test('For what is missing, the end of the answer is shown', () => {
	expect(shown([{lacks: /milk/, in: ['fridge']}], ['a# look fridge', 'a', 'b', 'c', 'd', ''])).toEqual([
		{host: 'a', command: 'look fridge', lines: ['b', 'c', 'd']},
	]);
});
