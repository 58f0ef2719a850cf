// The least that a function on Node.js can be: no SDK, no dependency, one answer. It is what ours are measured against.
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
const body = JSON.stringify({ statusCode: 401, headers: { 'content-type': 'application/problem+json' }, body: '{"status":401}' });
for (;;) {
  const next = await fetch(`${api}/next`);
  await next.text();
  await fetch(`${api}/${next.headers.get('lambda-runtime-aws-request-id')}/response`, { method: 'POST', body });
}
