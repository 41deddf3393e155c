using Mono.Cecil;

namespace Spark.Architecture.Tests.Reading;

/// <summary>What a compiled type uses: the methods that its bodies call and all types that it names.</summary>
internal static class Uses
{
    public static IEnumerable<MethodReference> Calls(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).SelectMany(Calls);

    /// <summary>Methods that <paramref name="method"/> calls, makes delegates of, or constructs with.</summary>
    public static IEnumerable<MethodReference> Calls(MethodDefinition method) => method.Body.Instructions.Select(step => step.Operand).OfType<MethodReference>();

    /// <summary>The types that a type's members and bodies name, generic arguments included.</summary>
    public static IEnumerable<TypeReference> Types(TypeDefinition type) => Named(type).Where(named => named is not null).SelectMany(named => Parts(named!));

    private static IEnumerable<TypeReference?> Named(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.Fields.Select(field => field.FieldType),
        .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        .. type.Methods.SelectMany(Signature),
        .. type.Methods.Where(method => method.HasBody).SelectMany(Body),
    ];

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference> Body(MethodDefinition method) => method.Body.Variables.Select(variable => variable.VariableType)
        .Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType))
        .Concat(method.Body.Instructions.SelectMany(step => step.Operand switch
        {
            TypeReference named => [named],
            GenericInstanceMethod generic => [generic.DeclaringType, .. Signature(generic), .. generic.GenericArguments],
            MethodReference called => [called.DeclaringType, .. Signature(called)],
            FieldReference field => [field.DeclaringType, field.FieldType],
            _ => (IEnumerable<TypeReference>)[],
        }));

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
