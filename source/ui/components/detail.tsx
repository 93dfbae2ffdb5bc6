import {Box} from 'ink';
import type {ReactNode} from 'react';
import {rowOf} from '../../engine/state.ts';
import {useSession, useStore, useTexts, useWalk} from '../context.ts';
import type {Layout} from '../layout.ts';
import {plain} from '../plain.ts';
import type {Focus} from '../focus.ts';
import {scrollPane} from '../pane-scroll.ts';
import {useMouse} from '../use-mouse.ts';
import type {Pane} from '../walk-state.ts';
import {Commands} from './commands.tsx';
import {Output} from './output.tsx';
import {Say} from './say.tsx';
import {Why} from './why.tsx';

type Props = {readonly focus: Focus; readonly layout: Layout};

/** The panes that Tab goes through: with all in sight, only those that scroll. */
export const panesOf = ({wide}: Layout): readonly Pane[] =>
	wide ? ['commands', 'output'] : ['commands', 'output', 'why'];

/** Which host, and what is known about it. */
const About = ({focus}: Pick<Props, 'focus'>): ReactNode => {
	const texts = useTexts();
	const {entry, host} = focus;
	const row = useStore(state => rowOf(state, entry.task.id, host));
	const captured = useStore(state => Object.keys(state.captured).length);
	const place =
		entry.hosts.length > 1
			? `${plain(host)} (${entry.hosts.indexOf(host) + 1}/${entry.hosts.length})`
			: plain(host);
	const parts = [
		texts.walk.on(place),
		texts.status[row.status],
		...(row.edited === undefined ? [] : [texts.walk.edited]),
		...(captured > 0 ? [texts.walk.values(captured)] : []),
	];
	return <Say tone="quiet">{parts.join(' · ')}</Say>;
};

const Title = ({pane, active}: {readonly pane: Pane; readonly active: boolean}): ReactNode => {
	const {app, walk} = useTexts();
	return (
		<Say tone={active ? 'strong' : 'quiet'} heard={active ? app.shown(walk[pane]) : walk[pane]}>
			{active ? `[${walk[pane]}]` : ` ${walk[pane]} `}
		</Say>
	);
};

/** What the wheel scrolls, and a click chooses. */
const Scrolling = ({focus, layout, pane, children}: Props & {readonly pane: Pane; readonly children: ReactNode}) => {
	const session = useSession();
	const box = useMouse({
		click: () => pane === focus.pane || session.walk.send({type: 'pane-selected', pane}),
		wheel: lines => scrollPane(session, focus, layout, pane, lines),
	});
	return (
		<Box ref={box} flexDirection="column" flexShrink={0}>
			{children}
		</Box>
	);
};

/** One pane at a time, with its name in brackets. */
const Narrow = ({focus, layout}: Props): ReactNode => {
	const scroll = useWalk(walk => walk.scroll);
	const {entry, host, pane} = focus;
	const place = {entry, host, height: layout.pane, scroll};
	const {walk} = useSession();
	const panes = panesOf(layout);
	const titles = useMouse({click: child => panes[child] && walk.send({type: 'pane-selected', pane: panes[child]})});
	return (
		<>
			<Box ref={titles} height={1} flexShrink={0} gap={1} overflow="hidden">
				{panes.map(name => (
					<Box key={name} flexShrink={0}>
						<Title pane={name} active={name === pane} />
					</Box>
				))}
				<Box flexShrink={1}>
					<About focus={focus} />
				</Box>
			</Box>
			{pane === 'why' && <Why entry={entry} height={layout.pane} withStage />}
			{pane !== 'why' && (
				<Scrolling focus={focus} layout={layout} pane={pane}>
					{pane === 'commands' ? <Commands {...place} /> : <Output {...place} width={layout.main} />}
				</Scrolling>
			)}
		</>
	);
};

/** All panes below each other; the scroll belongs to the one in brackets. */
const Wide = ({focus, layout}: Props): ReactNode => {
	const scroll = useWalk(walk => walk.scroll);
	const {entry, host, pane} = focus;
	const title = (name: Pane): ReactNode => (
		<Box height={1} flexShrink={0} gap={1}>
			<Title pane={name} active={name === pane} />
			{name === 'commands' && <About focus={focus} />}
		</Box>
	);
	return (
		<>
			{title('why')}
			<Why entry={entry} height={layout.why} />
			<Scrolling focus={focus} layout={layout} pane="commands">
				{title('commands')}
				<Commands
					entry={entry}
					host={host}
					height={layout.commands}
					scroll={pane === 'commands' ? scroll : 0}
				/>
			</Scrolling>
			<Scrolling focus={focus} layout={layout} pane="output">
				{title('output')}
				<Output
					entry={entry}
					host={host}
					width={layout.main}
					height={layout.output}
					scroll={pane === 'output' ? scroll : 0}
				/>
			</Scrolling>
		</>
	);
};

export const Detail = ({focus, layout}: Props): ReactNode => (
	<Box flexDirection="column" flexShrink={0}>
		{layout.wide ? <Wide focus={focus} layout={layout} /> : <Narrow focus={focus} layout={layout} />}
	</Box>
);
