import {type Fragment, fragment} from '../source/engine/script.ts';

/** Bash's `${…}`, which a template of ours cannot write by itself: `expand('kernel%%.*')`. Quote it where bash needs quotes. */
export const expand = (inside: string): Fragment => fragment(`\${${inside}}`);
