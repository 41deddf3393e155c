// A session of ccxt and ccxt.pro against the embedded exchange: only the addresses are changed.
import ccxt from 'ccxt';
import { check, finish, nearby, until } from './proof.mjs';

const [rest, apiKey, secret] = process.argv.slice(2);
const exchange = new ccxt.pro.binanceusdm({ apiKey, secret });
const move = (urls) => {
    for (const [name, url] of Object.entries(urls)) {
        if (typeof url !== 'string') move(url);
        else if (url.startsWith('https://fapi.binance.com')) urls[name] = url.replace('https://fapi.binance.com', rest);
        else if (url.startsWith('wss://fstream.binance.com')) urls[name] = url.replace('wss://fstream.binance.com', rest.replace('http', 'ws'));
    }
};
move(exchange.urls.api);
exchange.has.fetchCurrencies = false; // of the spot exchange
await exchange.loadHttpProxyAgent(); // asked for by ccxt for addresses without TLS
const symbol = 'BTC/USDT:USDT';

// Markets.
await exchange.loadMarkets();
check('loadMarkets lists the symbols', Object.keys(exchange.markets).length >= 20 && exchange.markets[symbol].linear);
check('limits come from the filters', exchange.markets[symbol].limits.cost.min === 50 && exchange.markets[symbol].precision.price === 0.1);
const book = await exchange.fetchOrderBook(symbol, 20);
check('fetchOrderBook is not crossed', book.bids[0][0] < book.asks[0][0]);
check('fetchOHLCV gives candles', (await exchange.fetchOHLCV(symbol, '1m', undefined, 50)).length === 50);
check('fetchTicker has a last price', (await exchange.fetchTicker(symbol)).last > 0);
check('fetchTickers has every symbol', Object.keys(await exchange.fetchTickers()).length >= 20);
check('fetchTrades gives trades', (await exchange.fetchTrades(symbol)).length > 0);
check('fetchFundingRate tells a rate', (await exchange.fetchFundingRate(symbol)).fundingRate !== undefined);
check('fetchFundingRateHistory has rows', (await exchange.fetchFundingRateHistory(symbol, undefined, 5)).length === 5);
check('fetchOpenInterest tells one', (await exchange.fetchOpenInterest(symbol)).openInterestAmount > 0);

// Streams.
let running = true;
const seen = {};
const follow = async (name, next) => {
    while (running) {
        try {
            seen[name] = await next();
        } catch (error) {
            if (running) check(`${name}: ${error.message}`, false);
            return;
        }
    }
};
const orders = [];
follow('book', async () => {
    const live = await exchange.watchOrderBook(symbol);
    return { nonce: live.nonce, bids: live.bids.slice(0, 20).map((level) => [...level]), asks: live.asks.slice(0, 20).map((level) => [...level]) };
});
follow('trades', () => exchange.watchTrades(symbol));
follow('ticker', () => exchange.watchTicker(symbol));
follow('candles', () => exchange.watchOHLCV(symbol, '1m'));
follow('mark', () => exchange.watchMarkPrice(symbol, { use1sFreq: true }));
follow('orders', async () => {
    const updates = await exchange.watchOrders();
    orders.push(...updates.map((order) => ({ ...order })));
    return updates;
});
follow('balance', () => exchange.watchBalance());
await until('the streams speak', () => seen.book && seen.candles && seen.mark && seen.ticker);

// Orders.
const price = nearby(book.bids[0][0] * 0.97);
const placed = await exchange.createOrder(symbol, 'limit', 'buy', 0.01, price, { clientOrderId: 'ccxt-1' });
check('a limit order rests', placed.status === 'open' && placed.clientOrderId === 'ccxt-1');
check('fetchOrder finds it', (await exchange.fetchOrder(placed.id, symbol)).price === price);
check('fetchOpenOrders lists it', (await exchange.fetchOpenOrders(symbol)).length === 1);
const amended = await exchange.editOrder(placed.id, symbol, 'limit', 'buy', 0.02, price);
check('editOrder changes it', amended.amount === 0.02);
check('cancelOrder cancels it', (await exchange.cancelOrder(placed.id, symbol)).status === 'canceled');
const market = await exchange.createOrder(symbol, 'market', 'buy', 0.01);
await until('watchOrders tells the fill', () => orders.some((order) => order.id === market.id && order.status === 'closed'));
check('fetchOrder shows the fill', (await exchange.fetchOrder(market.id, symbol)).status === 'closed');
const stop = await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { stopLossPrice: nearby(book.bids[0][0] * 0.95), reduceOnly: true });
check('a stop loss waits in the algo service', stop.id !== undefined);
check('it is listed as a conditional order', (await exchange.fetchOpenOrders(symbol, undefined, undefined, { trigger: true })).length === 1);
await exchange.cancelOrder(stop.id, symbol, { trigger: true });
check('it is cancelled', (await exchange.fetchOpenOrders(symbol, undefined, undefined, { trigger: true })).length === 0);

// Account.
await exchange.setLeverage(10, symbol);
const positions = await exchange.fetchPositions([symbol]);
check('fetchPositions shows the position', positions.length === 1 && positions[0].contracts === 0.01 && positions[0].side === 'long');
check('fetchBalance has the wallet', (await exchange.fetchBalance()).USDT.total > 0);
check('fetchMyTrades has the fill', (await exchange.fetchMyTrades(symbol)).length >= 1);
check('fetchTradingFee tells the rates', (await exchange.fetchTradingFee(symbol)).taker === 0.0005);
check('fetchLeverageTiers has brackets', (await exchange.fetchLeverageTiers([symbol]))[symbol].length > 5);
await exchange.createOrder(symbol, 'market', 'sell', 0.01, undefined, { reduceOnly: true });
check('the position is closed', (await exchange.fetchPositions([symbol])).length === 0);
await until('watchTrades and watchBalance speak', () => seen.trades && seen.balance);

// The local book against snapshots that fall on a frame.
let met = false;
for (let attempt = 0; attempt < 60 && !met; attempt++) {
    const snapshot = await exchange.fetchOrderBook(symbol, 20);
    const ours = seen.book;
    if (ours.nonce !== snapshot.nonce) continue;
    met = true;
    const top = (side) => JSON.stringify(side.slice(0, 20));
    check('the local book equals the snapshot', top(ours.bids) === top(snapshot.bids) && top(ours.asks) === top(snapshot.asks));
}
check('a snapshot fell on a frame', met);
running = false;
await exchange.close();
finish();
