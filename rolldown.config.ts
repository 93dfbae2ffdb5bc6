// One file for each door instead of a thousand: Node finds, reads and links every module on its own, and Ink alone brings
// five hundred. That was half of the time until the first frame.
import type {RolldownOptions} from 'rolldown';

export default {
	input: 'source/bin.ts',
	platform: 'node',
	// Only the lab needs just-bash, whose commands are loaded one by one; Ink asks for the other when its developers debug it.
	external: ['just-bash', 'react-devtools-core'],
	transform: {
		define: {
			// React would otherwise bring its development build too, and choose between them while it runs.
			'process.env.NODE_ENV': JSON.stringify('production'),
			// Yoga would fetch its own bytes from the address that holds them, and Node load all of undici for that: a
			// quarter of the time until the first frame. Without fetch it reads them there. Nothing here asks the network.
			fetch: 'undefined',
		},
	},
	output: {dir: 'build/source', format: 'esm', chunkFileNames: '[name].js', cleanDir: true},
} satisfies RolldownOptions;
