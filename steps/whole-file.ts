// Files that belong to kubewalk as a whole. The file that was there before is kept beside it, so that undo can bring it back.
import {type Fragment, fragment, sh, writeFile} from '../source/engine/script.ts';
import {orSay} from './or-say.ts';

/** A line that every file of ours begins with, in whatever its comments look like; it tells ours from somebody else's. */
export const signature = 'Written by kubewalk';

const originalOf = (path: string): string => `${path}.before-kubewalk`;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** A condition: the file has exactly this content. */
export const holds = (path: string, content: string): Fragment =>
	orSay(sh`[ "$(cat ${path} 2>/dev/null)" = ${content.trimEnd()} ]`, `${path} is missing or not as planned.`);

export const keepOriginal = (path: string): Fragment =>
	fragment(sh`if [ -e ${path} ] && ! grep -q ${signature} ${path}; then cp -p ${path} ${originalOf(path)}; fi`);

/** Writes the whole file; `content` must carry the signature. */
export const replaceFile = (path: string, content: string, mode?: `${number}`): Fragment =>
	fragment(
		sh`
			mkdir -p ${folderOf(path)}
			${keepOriginal(path)}
			${writeFile(path, content, mode)}
		`,
	);

/** The file that was there before comes back; without one, ours goes. */
export const restoreFile = (path: string): Fragment =>
	fragment(sh`if [ -e ${originalOf(path)} ]; then mv ${originalOf(path)} ${path}; else rm -f ${path}; fi`);
