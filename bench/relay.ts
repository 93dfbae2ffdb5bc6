// A slow link: node relay.ts MILLISECONDS LISTEN:ADDRESS:PORT ... Hands on what comes, in both directions, after so long.
// A program of its own, so that no contestant's event loop carries the others' bytes.
import {createConnection, createServer, type Socket} from 'node:net';

const [, , delay = '0', ...links] = process.argv;

const later = (act: () => void): void => void setTimeout(act, Number(delay));

const hand = (from: Socket, to: Socket): void => {
	from.setNoDelay(true);
	from.on('data', chunk => later(() => to.destroyed || to.write(chunk)));
	from.on('end', () => later(() => void to.end()));
	from.on('error', () => to.destroy());
	from.on('close', () => later(() => void to.destroy()));
};

await Promise.all(
	links.map(link => {
		const [listen, address, port] = link.split(':');
		const server = createServer(near => {
			const far = createConnection(Number(port), address);
			hand(near, far);
			hand(far, near);
		});
		return new Promise<void>(resolve => server.listen(Number(listen), '127.0.0.1', resolve));
	}),
);
console.log('ready');
