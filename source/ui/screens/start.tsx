import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Texts} from '../../texts/texts.ts';
import {Field} from '../components/field.tsx';
import {Hints} from '../components/hints.tsx';
import {NextKey} from '../components/next-key.tsx';
import {PasteForm} from '../components/paste-form.tsx';
import {PlanForm} from '../components/plan-form.tsx';
import {PlanReview} from '../components/plan-review.tsx';
import {Pointer} from '../components/pointer.tsx';
import {Problems} from '../components/problems.tsx';
import {Prose} from '../components/prose.tsx';
import {Rule} from '../components/rule.tsx';
import {Say} from '../components/say.tsx';
import {StartForm} from '../components/start-form.tsx';
import {useTexts, useUi} from '../context.ts';
import {useHolder} from '../holder.ts';
import {plain} from '../plain.ts';
import {choose, openPath, type Start as StartHolder} from '../start-actions.ts';
import {itemsOf, type StartItem} from '../start-state.ts';
import {type as typeInto} from '../text-field.ts';
import {useKeys} from '../use-keys.ts';
import {useMouse} from '../use-mouse.ts';

type Props = {readonly start: StartHolder};

const titleOf = (item: StartItem, {start, lease}: Texts): string => {
	switch (item.kind) {
		case 'resume':
			return (item.session.troubleshooting ? start.resumeTroubleshooting : start.resume)(
				plain(item.session.name),
				item.session.simulated,
			);
		case 'watch':
			return lease.watch(plain(item.session.name), plain(item.holder.by));
		case 'rehearse':
			return start.rehearse;
		case 'plan':
			return start.openFound(plain(item.path));
		case 'path':
			return start.open;
		case 'create':
			return start.create;
		case 'broken':
			return start.broken;
		case 'troubleshoot':
			return item.path === undefined ? start.troubleshootLab : start.troubleshootFound(plain(item.path));
		case 'troubleshoot-path':
			return start.troubleshootPath;
		case 'paste':
			return start.pasteText;
	}
};

const whyOf = (item: StartItem, {start, lease}: Texts): string => {
	switch (item.kind) {
		case 'resume':
			if (item.session.hostsGone) return start.hostsGone(item.session.id);
			if (item.session.troubleshooting) return start.resumeTroubleshootingWhy(item.session.id);
			return start.resumeWhy(item.session.id, item.session.finished, item.session.total);
		case 'watch':
			return lease.watchWhy(item.session.id, plain(item.holder.by), item.holder.pid);
		case 'rehearse':
			return start.rehearseWhy;
		case 'plan':
		case 'path':
			return start.openWhy;
		case 'create':
			return start.createWhy;
		case 'broken':
			return start.brokenWhy;
		case 'troubleshoot':
		case 'troubleshoot-path':
			return start.troubleshootWhy;
		case 'paste':
			return start.pasteTextWhy;
	}
};

const List = ({start}: Props): ReactNode => {
	const ui = useUi();
	const texts = useTexts();
	const state = useHolder(start, state => state);
	const items = itemsOf(state);
	const selected = items.find(({key}) => key === state.cursor);
	const isChoice = state.mode === 'broken';
	useKeys(
		'start',
		{
			up: () => start.send({type: 'moved', by: -1}),
			down: () => start.send({type: 'moved', by: 1}),
			choose: () => selected && void choose(ui, start, selected),
			leaveChoice: () => isChoice && start.send({type: 'mode', mode: 'list'}),
		},
		{active: !state.opening},
	);
	const box = useMouse({
		click: child => {
			const item = items[child];
			if (item && !state.opening) start.send({type: 'pointed', at: item.key});
		},
		wheel: lines => state.opening || start.send({type: 'moved', by: lines}),
	});
	return (
		<>
			<Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden" paddingX={2} paddingTop={1}>
				{isChoice && (
					<Box height={1} flexShrink={0} marginBottom={1}>
						<Say tone="strong">{texts.start.brokenTitle}</Say>
					</Box>
				)}
				<Box ref={box} flexDirection="column" flexShrink={0}>
					{items.map(item => (
						<Box key={item.key} height={1} flexShrink={0}>
							<Box width={2} flexShrink={0}>
								<Pointer tone="key" here={item === selected} />
							</Box>
							<Say tone={item === selected ? 'strong' : 'plain'}>{titleOf(item, texts)}</Say>
						</Box>
					))}
				</Box>
				<Box flexDirection="column" marginTop={1} paddingLeft={2} flexShrink={1} overflow="hidden">
					{state.opening && <Say tone="busy">{texts.start.opening}</Say>}
					{!state.opening && state.problems.length === 0 && selected && (
						<Prose tone="quiet">{whyOf(selected, texts)}</Prose>
					)}
					<Problems problems={state.problems} />
				</Box>
			</Box>
			<Rule />
			{selected && <NextKey action="choose" label={titleOf(selected, texts)} />}
			<Hints
				actions={[...(isChoice ? (['leaveChoice'] as const) : []), 'up', 'down', 'language', 'help', 'quit']}
			/>
		</>
	);
};

const Path = ({start}: Props): ReactNode => {
	const ui = useUi();
	const texts = useTexts();
	const {path, opening, wish} = useHolder(start, state => state);
	useKeys(
		'typing',
		{
			accept: () => void openPath(ui, start, path.text),
			cancel: () => start.send({type: 'mode', mode: wish === 'troubleshoot' ? 'broken' : 'list'}),
		},
		{active: !opening, typed: press => start.send({type: 'path-typed', field: typeInto(path, press, 'one')})},
	);
	return (
		<StartForm start={start}>
			<Box gap={1} flexShrink={0}>
				<Box flexShrink={0}>
					<Say tone="strong">{texts.start.path}</Say>
				</Box>
				<Field field={path} />
			</Box>
		</StartForm>
	);
};

/** The first screen: go on, rehearse, open a plan, write one. */
export const Start = ({start}: Props): ReactNode => {
	const texts = useTexts();
	const mode = useHolder(start, state => state.mode);
	return (
		<Box flexDirection="column" flexGrow={1} overflow="hidden">
			<Box flexShrink={0} gap={2} height={1}>
				<Box flexShrink={0}>
					<Say tone="strong">kubewalk</Say>
				</Box>
				<Say tone="quiet">{texts.start.tagline}</Say>
			</Box>
			<Rule />
			{(mode === 'list' || mode === 'broken') && <List start={start} />}
			{mode === 'paste' && <PasteForm start={start} />}
			{mode === 'path' && <Path start={start} />}
			{mode === 'form' && <PlanForm start={start} />}
			{mode === 'review' && <PlanReview start={start} />}
		</Box>
	);
};
