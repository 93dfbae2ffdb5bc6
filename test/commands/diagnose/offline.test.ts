import {expect, test} from 'vitest';
import {diagnoseBundle, diagnoseLines} from '../../../source/commands/diagnose/offline.ts';
import {pastedPassage} from '../../../source/engine/diagnose/bundle.ts';
import {planOfLab} from '../../../source/commands/lab-plan.ts';
import {labs} from '../../../steps/labs/labs.ts';
import {knowledge} from '../../helpers/corpus.ts';

const line = '[ERROR Swap]: running with swap on is not supported. Please disable swap';

test('Text and passages give the same findings', () => {
	const fromText = diagnoseLines(knowledge, ['m2# kubeadm join', line]).told;
	const fromBundle = diagnoseBundle(knowledge, [pastedPassage('m2', 'kubeadm join', [line], [])]).told;

	expect(fromText.map(({id}) => id)).toEqual(['swap-on']);
	expect(fromBundle).toEqual(fromText);
});

test('A plan gives its hosts to the cure', () => {
	const {told} = diagnoseLines(knowledge, ['m2# kubeadm join', line], planOfLab(labs[0]));
	expect(told[0]?.remedies[0]).toMatchObject({host: 'm2', commands: 'swapon --show\nswapoff -a'});
});
