// A stand-in for an API server on a host of namespaces: TLS at 6443, /readyz and /healthz, and a stream that says nothing
// for as long as it is asked to. ready-server.ts KEY CERTIFICATE NAME
import {readFileSync} from 'node:fs';
import {createServer} from 'node:https';

const [key = '', cert = '', name = ''] = process.argv.slice(2);

createServer({key: readFileSync(key), cert: readFileSync(cert)}, (request, response) => {
	const [, quiet] = /^\/log\?quiet=(\d+)$/.exec(request.url ?? '') ?? [];
	if (quiet === undefined) {
		response.end(name);
		return;
	}
	response.write(`first line from ${name}\n`);
	setTimeout(() => response.end(`last line from ${name}\n`), Number(quiet));
}).listen(6443);
