// Loaded before a program that listens on every address: the benchmark opens no door to the network.
const net = require('node:net');

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (first, ...rest) {
  const options = typeof first === 'number' ? { port: first } : first;
  const callbacks = rest.filter((one) => typeof one === 'function');
  return listen.call(this, { ...options, host: '127.0.0.1' }, ...callbacks);
};
