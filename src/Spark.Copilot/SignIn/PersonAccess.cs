using Microsoft.AspNetCore.Components.Authorization;

namespace Spark.Copilot.SignIn;

/// <summary>Tells a page who sits at it.</summary>
internal sealed class PersonAccess(AuthenticationStateProvider state)
{
    public async Task<Person> WhoAsync() => Person.Of((await state.GetAuthenticationStateAsync()).User);
}
