import type {FilesOf} from './files.ts';
import type {World} from './world.ts';

/** One consequence. True when it changed something; asked again at the same moment it must find nothing to do. */
export type Cause = (world: World, filesOf: FilesOf) => boolean;
