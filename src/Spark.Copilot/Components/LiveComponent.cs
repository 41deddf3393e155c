using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Spark.Copilot.Components;

/// <summary>
/// A component that other threads wake (feed, timer). A call on the circuit brings the caller's culture along; this restores the
/// visitor's, so that texts never flip.
/// </summary>
public abstract class LiveComponent : ComponentBase
{
    private CultureInfo _culture = CultureInfo.CurrentCulture;
    private CultureInfo _language = CultureInfo.CurrentUICulture;

    protected override void OnInitialized() => (_culture, _language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    /// <summary>Renders again, from any thread.</summary>
    protected void Refresh() => OnCircuit(static () => { });

    /// <summary>Changes state on the circuit and renders, from any thread.</summary>
    protected void OnCircuit(Action change) => _ = OnCircuitAsync(change);

    private async Task OnCircuitAsync(Action change)
    {
        try
        {
            await InvokeAsync(() =>
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _language);
                change();
                StateHasChanged();
            });
        }
        catch (ObjectDisposedException)
        {
            // The page was closed while the call was on its way.
        }
    }
}
