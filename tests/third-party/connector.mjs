// A session of the official connector against the embedded exchange: only the addresses are changed.
import { DerivativesTradingUsdsFutures } from '@binance/derivatives-trading-usds-futures';
import { check, finish, LocalBook, nearby, until } from './proof.mjs';

const [rest, apiKey, apiSecret] = process.argv.slice(2);
const client = new DerivativesTradingUsdsFutures({
    configurationRestAPI: { apiKey, apiSecret, basePath: rest },
    configurationWebsocketStreams: { wsURL: rest.replace('http', 'ws') },
});
const api = client.restAPI;
const call = async (promise) => (await promise).data();
const symbol = 'BTCUSDT';

// Markets.
const info = await call(api.exchangeInformation());
const rules = info.symbols.find((row) => row.symbol === symbol);
check('exchangeInformation lists the symbols and their filters', info.symbols.length >= 20 && rules.filters.length >= 6);
const time = await call(api.checkServerTime());
check('checkServerTime tells a time', Math.abs(Number(time.serverTime) - Date.now()) < 60_000);
const depth = await call(api.orderBook({ symbol, limit: 20 }));
check('orderBook is not crossed', Number(depth.bids[0][0]) < Number(depth.asks[0][0]));
const candles = await call(api.klineCandlestickData({ symbol, interval: '1m', limit: 50 }));
check('klineCandlestickData gives fifty candles', candles.length === 50);

// Streams.
const key = (await call(api.startUserDataStream())).listenKey;
const streams = await client.websocketStreams.connect();
const userEvents = [];
const user = streams.userData(key);
user.on('message', (event) => userEvents.push(event));
const marketEvents = [];
streams.aggregateTradeStreams({ symbol: 'btcusdt' }).on('message', (event) => marketEvents.push(event));
streams.klineCandlestickStreams({ symbol: 'btcusdt', interval: '1m' }).on('message', (event) => marketEvents.push(event));
const book = new LocalBook();
streams.diffBookDepthStreams({ symbol: 'btcusdt', updateSpeed: '100ms' }).on('message', (event) => book.receive(event));
await until('the streams speak', () => marketEvents.some((e) => e.e === 'kline') && book.waiting.length > 3);
book.begin(await call(api.orderBook({ symbol, limit: 1000 })));

// Orders.
const mark = Number((await call(api.orderBook({ symbol, limit: 5 }))).bids[0][0]);
const price = nearby(mark * 0.97);
const tested = await call(api.testOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.01 }));
check('testOrder passes', tested !== undefined);
const placed = await call(api.newOrder({ symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.01, price, newClientOrderId: 'js-1' }));
check('newOrder rests', placed.status === 'NEW' && placed.clientOrderId === 'js-1');
const found = await call(api.queryOrder({ symbol, origClientOrderId: 'js-1' }));
check('queryOrder finds it', String(found.orderId) === String(placed.orderId) && Number(found.price) === price);
const amended = await call(api.modifyOrder({ symbol, side: 'BUY', origClientOrderId: 'js-1', quantity: 0.02, price }));
check('modifyOrder changes it', Number(amended.origQty) === 0.02);
const canceled = await call(api.cancelOrder({ symbol, origClientOrderId: 'js-1' }));
check('cancelOrder cancels it', canceled.status === 'CANCELED');
const market = await call(api.newOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.01, newOrderRespType: 'RESULT' }));
check('a market order fills', market.status === 'FILLED');
const batch = await call(api.placeMultipleOrders({ batchOrders: [
    { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.01', price: String(price) },
    { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.00001', price: String(price) },
] }));
check('placeMultipleOrders gives each its own outcome', batch[0].status === 'NEW' && Number(batch[1].code) < 0);
await call(api.cancelAllOpenOrders({ symbol }));
const stop = await call(api.newAlgoOrder({ algoType: 'CONDITIONAL', symbol, side: 'SELL', type: 'STOP_MARKET', quantity: 0.01, triggerPrice: nearby(mark * 0.95), reduceOnly: 'true' }));
check('newAlgoOrder waits', stop.algoStatus === 'NEW');
check('queryAlgoOrder finds it', (await call(api.queryAlgoOrder({ algoId: stop.algoId }))).algoStatus === 'NEW');
check('cancelAlgoOrder cancels it', String((await call(api.cancelAlgoOrder({ algoId: stop.algoId }))).code) === '200');
await call(api.changeInitialLeverage({ symbol, leverage: 10 }));

// Account.
const positions = await call(api.positionInformationV3({ symbol }));
check('positionInformationV3 shows the position', Number(positions[0].positionAmt) === 0.01);
const account = await call(api.accountInformationV3());
check('accountInformationV3 adds up', Math.abs(Number(account.totalMarginBalance) - Number(account.totalWalletBalance) - Number(account.totalUnrealizedProfit)) < 1e-6);
check('futuresAccountBalanceV3 has the wallet', Number((await call(api.futuresAccountBalanceV3()))[0].balance) > 0);
check('accountTradeList has the fill', (await call(api.accountTradeList({ symbol }))).length >= 1);
check('getIncomeHistory has the commission', (await call(api.getIncomeHistory({ symbol }))).some((row) => row.incomeType === 'COMMISSION'));
check('userCommissionRate tells the rates', Number((await call(api.userCommissionRate({ symbol }))).takerCommissionRate) > 0);
await call(api.newOrder({ symbol, side: 'SELL', type: 'MARKET', quantity: 0.01, reduceOnly: 'true' }));

// What the streams told.
const told = (type, status) => userEvents.some((e) => e.e === type && (!status || e.o?.X === status));
await until('the user stream tells the orders', () => told('ORDER_TRADE_UPDATE', 'CANCELED') && told('ORDER_TRADE_UPDATE', 'FILLED')
    && told('ACCOUNT_UPDATE') && told('TRADE_LITE') && told('ALGO_UPDATE') && told('ACCOUNT_CONFIG_UPDATE'));
await until('aggTrade speaks', () => marketEvents.some((e) => e.e === 'aggTrade'));
await book.mustMeet(() => call(api.orderBook({ symbol, limit: 1000 })));
streams.disconnect();
finish();
