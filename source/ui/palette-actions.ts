// What choosing from the palette does.
import type {Ui} from './context.ts';
import type {PaletteItem} from './palette.ts';
import {showInWalk} from './walk-actions.ts';

export const closePalette = ({shell}: Ui): void => shell.send({type: 'palette-shown', shown: false});

/** An action is done by its own key, once its screen is there again. */
export const choosePaletteItem = (ui: Ui, item: PaletteItem): void => {
	const {session} = ui.shell.get();
	closePalette(ui);
	if (item.kind === 'action') return ui.keyboard.act(item.action);
	if (!session) return;
	if (session.home !== 'walk') {
		if (item.kind === 'host') session.hosts.send({type: 'opened', host: item.host});
		return session.view.send('hosts');
	}
	showInWalk(session, item.kind === 'host' ? {host: item.host} : {task: item.task});
};
