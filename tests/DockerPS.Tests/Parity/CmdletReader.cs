using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DockerPS.Tests.Parity;

/// <summary>Reads the cmdlets of an assembly from its metadata. Nothing is loaded, so System.Management.Automation may be absent.</summary>
internal sealed class CmdletReader
{
    private readonly MetadataReader _reader;

    private CmdletReader(MetadataReader reader) => _reader = reader;

    internal static IReadOnlyDictionary<string, CmdletMetadata> Read(string assembly)
    {
        using FileStream file = File.OpenRead(assembly);
        using PEReader image = new(file);
        return new CmdletReader(image.GetMetadataReader()).Cmdlets()
            .ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);
    }

    private IEnumerable<CmdletMetadata> Cmdlets()
    {
        foreach (TypeDefinitionHandle handle in _reader.TypeDefinitions)
        {
            TypeDefinition type = _reader.GetTypeDefinition(handle);
            if (Attribute(type.GetCustomAttributes(), "CmdletAttribute") is not { } attribute)
                continue;

            BlobReader arguments = Arguments(attribute);
            string name = $"{arguments.ReadSerializedString()}-{arguments.ReadSerializedString()}";
            Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
            AddParameters(type, parameters);
            yield return new CmdletMetadata(name, parameters);
        }
    }

    private void AddParameters(TypeDefinition type, Dictionary<string, string> parameters)
    {
        foreach (PropertyDefinitionHandle handle in type.GetProperties())
        {
            PropertyDefinition property = _reader.GetPropertyDefinition(handle);
            CustomAttributeHandleCollection attributes = property.GetCustomAttributes();
            if (Attribute(attributes, "ParameterAttribute") is null)
                continue;

            string name = _reader.GetString(property.Name);
            parameters.TryAdd(name, name);
            if (Attribute(attributes, "AliasAttribute") is not { } alias)
                continue;

            BlobReader arguments = Arguments(alias);
            for (int left = arguments.ReadInt32(); left > 0; left--)
                parameters.TryAdd(arguments.ReadSerializedString()!, name);
        }

        if (BaseClass(type) is { } parent)
            AddParameters(parent, parameters);
    }

    /// <summary>The base class when this assembly defines it; PowerShell's own classes declare no parameters.</summary>
    private TypeDefinition? BaseClass(TypeDefinition type)
    {
        EntityHandle parent = type.BaseType;
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            BlobReader signature = _reader.GetBlobReader(_reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                return null;

            // The kind of type, class or struct, stands before the handle.
            signature.ReadCompressedInteger();
            parent = signature.ReadTypeHandle();
        }

        return parent.Kind == HandleKind.TypeDefinition && !parent.IsNil
            ? _reader.GetTypeDefinition((TypeDefinitionHandle)parent)
            : null;
    }

    private CustomAttribute? Attribute(CustomAttributeHandleCollection attributes, string name)
    {
        foreach (CustomAttributeHandle handle in attributes)
        {
            CustomAttribute attribute = _reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference)
                continue;

            EntityHandle type = _reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
            if (type.Kind == HandleKind.TypeReference
                && _reader.StringComparer.Equals(_reader.GetTypeReference((TypeReferenceHandle)type).Name, name))
                return attribute;
        }

        return null;
    }

    private BlobReader Arguments(CustomAttribute attribute)
    {
        BlobReader blob = _reader.GetBlobReader(attribute.Value);
        ushort prolog = blob.ReadUInt16();
        return prolog == 1 ? blob : throw new BadImageFormatException("A custom attribute does not begin with 1.");
    }
}
