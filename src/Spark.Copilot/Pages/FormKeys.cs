using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Spark.Copilot.Pages;

/// <summary>Keys of forms and circuits: they live as long as the process and are written nowhere.</summary>
internal sealed class FormKeys : IXmlRepository
{
    private readonly Lock _gate = new();
    private readonly List<XElement> _elements = [];

    public static void Use(IServiceCollection services) => services.Configure<KeyManagementOptions>(keys =>
    {
        keys.XmlRepository = new FormKeys();
        keys.XmlEncryptor = new NullXmlEncryptor();
    });

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate) return [.. _elements.Select(element => new XElement(element))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate) _elements.Add(new XElement(element));
    }
}
