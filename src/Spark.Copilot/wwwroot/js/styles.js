// Blazor writes `style` as an attribute, which a policy without inline styles blocks; the same text through the style object is allowed.
(() => {
  const set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === 'style') this.style.cssText = value;
    else set.call(this, name, value);
  };
})();
