using Microsoft.AspNetCore.Components;
using Spark.Copilot.Feed;

namespace Spark.Copilot.Components;

/// <summary>A component that shows the desk and is drawn again when it changes.</summary>
public abstract class DeskComponent : LiveComponent, IDisposable
{
    private bool _listens;

    [Inject]
    protected Desk Desk { get; set; } = default!;

    /// <summary>The picture that this rendering shows.</summary>
    protected DeskSnapshot Now => Desk.Now;

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _listens = true;
        Desk.Changed += Refresh;
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _listens) Desk.Changed -= Refresh;
        _listens = false;
    }
}
